package dev.signalbox.definitions.format.coordination;

import dev.signalbox.contracts.api.RunParameters;
import dev.signalbox.definitions.InputProblemCode;
import dev.signalbox.definitions.draft.FleetDraft;
import dev.signalbox.definitions.draft.Problems;
import dev.signalbox.definitions.draft.RunDraft;
import dev.signalbox.definitions.format.Document;
import dev.signalbox.definitions.format.InputFormat;
import dev.signalbox.definitions.text.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Coordination workflows: documents with {@code steps} or {@code phases}, several of them in one run, and at most one document with
 * the defaults of the project. {@code docs/coordination.md} says what every key means.
 */
public final class CoordinationFormat implements InputFormat {
    public static final String NAME = "coordination";

    private static final Set<String> OTHERS = Set.of("apiVersion", "openintent", "id", "stages", "pipelines", "teams");
    private static final Set<String> TELLING = Set.of("policy", "roles", "inputs", "metadata");
    private static final Set<String> TELLING_IN_ITEMS = Set.of("actor", "tasks", "with", "emits");
    private static final Set<String> TELLING_IN_JOBS = Set.of("tool", "branch", "worktree", "watch", "commit_on");

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean readsParameters() {
        return true;
    }

    @Override
    public boolean recognises(Document document) {
        return document.value() instanceof Value.Fields fields
                && OTHERS.stream().noneMatch(fields::has)
                && (SettingsReader.isSettings(document) || isWorkflow(fields) || isJobs(fields));
    }

    private static boolean isWorkflow(Value.Fields fields) {
        boolean listed = fields.get("steps") instanceof Value.Items || fields.get("phases") instanceof Value.Items;
        return listed
                && (TELLING.stream().anyMatch(fields::has)
                        || hasItems(fields.get("steps"), TELLING_IN_ITEMS)
                        || hasItems(fields.get("phases"), TELLING_IN_ITEMS));
    }

    private static boolean isJobs(Value.Fields fields) {
        return hasItems(fields.get("jobs"), TELLING_IN_JOBS);
    }

    private static boolean hasItems(@Nullable Value value, Set<String> keys) {
        return value instanceof Value.Items items
                && items.items().stream()
                        .anyMatch(item -> item instanceof Value.Fields fields
                                && keys.stream().anyMatch(fields::has));
    }

    @Override
    public RunDraft read(List<Document> documents, RunParameters parameters, Problems problems) {
        return read(documents, FleetDraft.NONE, parameters, problems);
    }

    @Override
    public RunDraft read(List<Document> documents, FleetDraft fleet, RunParameters parameters, Problems problems) {
        CoordinationSettings settings = settings(documents, problems);
        WorkflowReader reader = new WorkflowReader(settings, fleet.gates(), problems);
        Map<String, Workflow> workflows = new LinkedHashMap<>();
        for (Document document : documents) {
            if (document.value() instanceof Value.Fields fields && isJobs(fields)) {
                refuseJobs(fields, problems);
            } else if (!SettingsReader.isSettings(document)) {
                reader.read(document).ifPresent(workflow -> enter(workflow, workflows, problems));
            }
        }
        Document first = documents.getFirst();
        return new Coordination(List.copyOf(workflows.values()), settings, parameters, problems)
                .run(first.baseName(), first.value().place());
    }

    private static CoordinationSettings settings(List<Document> documents, Problems problems) {
        List<Document> found = new ArrayList<>(
                documents.stream().filter(SettingsReader::isSettings).toList());
        if (found.isEmpty()) {
            return CoordinationSettings.NONE;
        }
        for (Document second : found.subList(1, found.size())) {
            problems.error(
                    InputProblemCode.SOURCES_MIXED,
                    second.value().place(),
                    "there are two configurations of coordination, the first at "
                            + found.getFirst().file() + ":"
                            + found.getFirst().value().place().line());
        }
        return new SettingsReader(problems).read(found.getFirst());
    }

    private static void enter(Workflow workflow, Map<String, Workflow> workflows, Problems problems) {
        Workflow first = workflows.putIfAbsent(workflow.name().text(), workflow);
        if (first != null) {
            problems.error(
                    InputProblemCode.ID_DUPLICATE,
                    workflow.name().place(),
                    "there are two workflows named '" + workflow.name().text() + "', the first at "
                            + first.name().place().file() + ":"
                            + first.name().place().line());
        }
    }

    private static void refuseJobs(Value.Fields fields, Problems problems) {
        Value.Field jobs = fields.fields().get("jobs");
        problems.error(
                InputProblemCode.DIALECT_NOT_UNDERSTOOD,
                jobs == null ? fields.place() : jobs.key(),
                "this is a manifest of 'jobs': each names a tool, a branch, a worktree and files to watch, but none says what is to"
                        + " be done. Write a workflow with 'steps', each with an 'actor' and a 'with', and the watched files as"
                        + " 'file_scope'");
    }
}
