package dev.signalbox.definitions.format.openintent;

import dev.signalbox.contracts.api.RunParameters;
import dev.signalbox.contracts.spec.RunOptions;
import dev.signalbox.definitions.InputProblemCode;
import dev.signalbox.definitions.draft.FleetDraft;
import dev.signalbox.definitions.draft.Kept;
import dev.signalbox.definitions.draft.Mention;
import dev.signalbox.definitions.draft.Problems;
import dev.signalbox.definitions.draft.RunDraft;
import dev.signalbox.definitions.draft.Section;
import dev.signalbox.definitions.format.Document;
import dev.signalbox.definitions.format.InputFormat;
import dev.signalbox.definitions.text.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Workflow YAML of OpenIntent, {@code openintent: "1.0"}. {@code docs/definitions.md} says what becomes of each key. */
public final class OpenIntentFormat implements InputFormat {
    public static final String NAME = "openintent/1.0";

    private static final String VERSION_KEY = "openintent";
    private static final String VERSION = "1.0";
    private static final int MOST_NAME_CHARACTERS = 200;
    private static final List<String> CARRIED =
            List.of("coordinator", "agents", "types", "llm", "channels", "mcp", "triggers", "plan", "memory", "tools");
    private static final List<String> RULES = List.of("identity", "verification", "permissions", "federation");

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean recognises(Document document) {
        return document.value() instanceof Value.Fields fields && fields.has(VERSION_KEY);
    }

    @Override
    public RunDraft read(List<Document> documents, RunParameters parameters, Problems problems) {
        for (Document extra : documents.subList(1, documents.size())) {
            problems.error(
                    InputProblemCode.SOURCES_MIXED,
                    extra.value().place(),
                    "an OpenIntent workflow is one document, but there are " + documents.size());
        }
        Document document = documents.getFirst();
        if (document.value() instanceof Value.Fields fields) {
            return new Reading(problems, new Kept(), new Kept(), new Limits()).run(document, fields);
        }
        problems.error(
                InputProblemCode.TYPE_WRONG,
                document.value().place(),
                "a workflow must be a mapping, not " + document.value().kind());
        return new RunDraft(
                document.baseName(), document.value().place(), null, FleetDraft.NONE, List.of(), RunOptions.DEFAULT);
    }

    private record Reading(Problems problems, Kept carried, Kept notEnforced, Limits limits) {

        RunDraft run(Document document, Value.Fields fields) {
            Section section = new Section(fields, "a workflow", problems);
            version(section);
            @Nullable String name = info(section);
            Set<String> types = types(section);
            List<Phase> phases = phases(section, types);
            section.section("coordinator", "'coordinator'")
                    .ifPresent(new CoordinatorSection(limits, notEnforced, problems)::read);
            section.section("governance", "'governance'").ifPresent(new GovernanceSection(limits, notEnforced)::read);
            FleetDraft fleet = new AgentsSection(notEnforced, problems).read(section, phases);
            CARRIED.forEach(key -> carried.keep(key, section, key));
            carried.keepOwnEntries(section);
            RULES.forEach(key -> notEnforced.keep(key, section, key));
            section.reportUnknownKeys();
            return new RunDraft(
                    name == null ? document.baseName() : name,
                    fields.place(),
                    null,
                    fleet,
                    new Phases(phases, problems).steps(),
                    limits.options(),
                    carried.values(),
                    notEnforced.values());
        }

        void version(Section section) {
            @Nullable Mention version = section.mention(VERSION_KEY);
            boolean isUnreadable = version == null && section.has(VERSION_KEY);
            if (!isUnreadable && (version == null || !version.text().equals(VERSION))) {
                problems.error(
                        InputProblemCode.VERSION_UNKNOWN,
                        section.placeOf(VERSION_KEY),
                        "there is no version '" + (version == null ? "" : version.text())
                                + "' of OpenIntent workflows, only " + VERSION);
            }
        }

        @Nullable
        String info(Section section) {
            Section info = section.section("info", "'info'").orElse(null);
            if (info == null) {
                if (!section.has("info")) {
                    problems.error(
                            InputProblemCode.KEY_MISSING, section.place(), "a workflow needs an 'info' with a 'name'");
                }
                return null;
            }
            @Nullable String name = info.line("name", MOST_NAME_CHARACTERS);
            if (!info.has("name")) {
                problems.error(InputProblemCode.KEY_MISSING, info.place(), "'info' needs a 'name'");
            }
            info.mention("version");
            info.text("description");
            carried.keep("info.version", info, "version");
            carried.keep("info.description", info, "description");
            info.reportUnknownKeys();
            return name;
        }

        Set<String> types(Section section) {
            return section.section("types", "'types'")
                    .map(types -> {
                        types.entries().forEach(this::type);
                        return types.entries().keySet();
                    })
                    .orElse(Set.of());
        }

        void type(String name, Value.Field field) {
            if (!(field.value() instanceof Value.Fields)) {
                problems.error(
                        InputProblemCode.TYPE_WRONG,
                        field.value().place(),
                        "the type '" + name + "' must be a mapping of fields or an 'enum', not "
                                + field.value().kind());
            }
        }

        List<Phase> phases(Section section, Set<String> types) {
            Value value = section.value("workflow");
            List<Phase> phases = new ArrayList<>();
            switch (value) {
                case null -> {}
                case Value.Fields byName ->
                    byName.fields()
                            .forEach((name, field) ->
                                    phase(new Mention(name, field.key()), field.value(), types, phases));
                default ->
                    problems.error(
                            InputProblemCode.TYPE_WRONG,
                            value.place(),
                            "'workflow' must be a mapping from phase names to phases, not " + value.kind());
            }
            return phases;
        }

        void phase(Mention name, Value value, Set<String> types, List<Phase> phases) {
            switch (value) {
                case Value.Fields fields -> phases.add(new PhaseSection(name, fields, problems).read(types));
                case Value.Nothing nothing ->
                    phases.add(new PhaseSection(name, new Value.Fields(name.place(), Map.of()), problems).read(types));
                default ->
                    problems.error(
                            InputProblemCode.TYPE_WRONG,
                            value.place(),
                            "a phase must be a mapping, not " + value.kind());
            }
        }
    }
}
