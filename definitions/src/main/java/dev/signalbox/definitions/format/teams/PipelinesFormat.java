package dev.signalbox.definitions.format.teams;

import dev.signalbox.contracts.api.RunParameters;
import dev.signalbox.contracts.spec.OnFailure;
import dev.signalbox.contracts.spec.RunOptions;
import dev.signalbox.contracts.spec.RunOptionsBuilder;
import dev.signalbox.definitions.draft.FleetDraft;
import dev.signalbox.definitions.draft.Mention;
import dev.signalbox.definitions.draft.Problems;
import dev.signalbox.definitions.draft.RunDraft;
import dev.signalbox.definitions.draft.StepDraft;
import dev.signalbox.definitions.draft.StepFlowBuilder;
import dev.signalbox.definitions.format.Document;
import dev.signalbox.definitions.format.InputFormat;
import dev.signalbox.definitions.text.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Pipelines of agents, also called chains. The steps run one after the other; the prompt of each has the goal at {@code $ORIGINAL} and the
 * output of the step before it at {@code $INPUT}. When a step fails, the rest is skipped.
 */
public final class PipelinesFormat implements InputFormat {
    public static final String NAME = "pipelines";

    private static final String KIND = "pipeline";
    private static final String CHAINS = "chains";
    private static final Set<String> FILE_NAMES = Set.of(NAME, CHAINS, "agent-chain", "agent-chains");
    private static final Set<String> OWN_KEYS = Set.of(PipelineReader.STEPS, PipelineReader.STAGES);

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
                && !document.describesAgent()
                && !fields.has("apiVersion")
                && (FILE_NAMES.contains(document.baseName())
                        || Catalogue.wrapped(fields, NAME, OWN_KEYS).isPresent()
                        || Catalogue.wrapped(fields, CHAINS, OWN_KEYS).isPresent()
                        || isAllPipelines(fields));
    }

    private static boolean isAllPipelines(Value.Fields fields) {
        return !fields.fields().isEmpty()
                && fields.fields().values().stream()
                        .allMatch(field -> field.value() instanceof Value.Fields pipeline
                                && OWN_KEYS.stream().anyMatch(key -> pipeline.get(key) instanceof Value.Items));
    }

    /** The pipelines of the files, in their order. */
    public static List<Pipeline> list(List<Document> documents, Problems problems) {
        PipelineReader reader = new PipelineReader(problems);
        return catalogue(documents, problems).entries().values().stream()
                .map(reader::read)
                .toList();
    }

    private static Catalogue catalogue(List<Document> documents, Problems problems) {
        return Catalogue.of(documents, KIND, Set.of(NAME, CHAINS), OWN_KEYS, problems);
    }

    @Override
    public RunDraft read(List<Document> documents, RunParameters parameters, Problems problems) {
        return run(documents, null, parameters, problems);
    }

    @Override
    public RunDraft read(List<Document> documents, FleetDraft fleet, RunParameters parameters, Problems problems) {
        return run(documents, fleet, parameters, problems);
    }

    private static RunDraft run(
            List<Document> documents, @Nullable FleetDraft fleet, RunParameters parameters, Problems problems) {
        Catalogue catalogue = catalogue(documents, problems);
        Request request = new Request(parameters, problems);
        Crew crew = Crew.of(documents, catalogue.overlays(), fleet, problems);
        PipelineReader reader = new PipelineReader(problems);
        Optional<Catalogue.Entry> chosen = catalogue.chosen(parameters.target(), problems);
        if (chosen.isEmpty()) {
            catalogue.entries().values().forEach(reader::read);
            return new RunDraft(KIND, catalogue.place(), null, FleetDraft.NONE, List.of(), RunOptions.DEFAULT);
        }
        request.requireSequence();
        Pipeline pipeline = reader.read(chosen.get());
        String goal = request.goal(KIND);
        List<Mention> ids = ids(pipeline);
        Checkpoints checkpoints = Checkpoints.of(pipeline, ids, problems);
        Map<String, Object> carried = new LinkedHashMap<>(catalogue.carried());
        if (pipeline.description() != null) {
            carried.put("description", pipeline.description());
        }
        carried.putAll(pipeline.carried());
        carried.put("goal", goal);
        Map<String, Object> notEnforced = new LinkedHashMap<>(request.limits());
        if (!checkpoints.unplaced().isEmpty()) {
            notEnforced.put("checkpoints", checkpoints.unplaced());
        }
        return new RunDraft(
                KIND + " " + pipeline.name().text(),
                pipeline.name().place(),
                null,
                crew.fleet(pipeline.steps().stream().map(Pipeline.Step::agent).toList(), 1),
                steps(pipeline, ids, goal, crew, checkpoints),
                RunOptionsBuilder.builder()
                        .maxParallel(1)
                        .onFailure(OnFailure.CONTINUE)
                        .priority(RunOptions.DEFAULT_PRIORITY)
                        .build(),
                carried,
                notEnforced);
    }

    private static List<Mention> ids(Pipeline pipeline) {
        UniqueIds ids = new UniqueIds(
                pipeline.steps().stream().map(step -> step.id().text()).toList());
        return pipeline.steps().stream()
                .map(step -> ids.next(step.id().text(), step.id()))
                .toList();
    }

    private static List<StepDraft> steps(
            Pipeline pipeline, List<Mention> ids, String goal, Crew crew, Checkpoints checkpoints) {
        List<StepDraft> steps = new ArrayList<>();
        @Nullable Mention previous = null;
        for (int at = 0; at < ids.size(); at++) {
            Pipeline.Step step = pipeline.steps().get(at);
            WiredPrompt prompt = PipelinePrompt.of(step.prompt(), goal, previous);
            steps.add(TeamStep.of(
                    ids.get(at),
                    previous == null ? List.of() : List.of(previous),
                    step.agent(),
                    prompt,
                    crew,
                    StepFlowBuilder.builder()
                            .inputs(prompt.inputs())
                            .checkpoint(checkpoints.before(at))
                            .build(),
                    step.carried(),
                    step.notEnforced()));
            previous = ids.get(at);
        }
        return steps;
    }
}
