package dev.signalbox.definitions.format.coordination;

import dev.signalbox.definitions.InputProblemCode;
import dev.signalbox.definitions.draft.DidYouMean;
import dev.signalbox.definitions.draft.Mention;
import dev.signalbox.definitions.draft.Problems;
import dev.signalbox.definitions.draft.Section;
import dev.signalbox.definitions.text.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the phases of a workflow. */
final class PhaseReader {
    private static final List<String> ROLES = List.of("ipt", "wt", "coordinator");
    private static final String TASKS = "a list of tasks";
    private static final int HIGHEST_PRIORITY = 1_000_000;

    private final Map<String, Role> roles = new LinkedHashMap<>();
    private final TaskReader tasks;
    private final Problems problems;

    private record Role(List<Mention> tools, List<Mention> responsibilities) {
        static final Role SILENT = new Role(List.of(), List.of());
    }

    PhaseReader(Section workflow, TaskReader tasks, Problems problems) {
        this.tasks = tasks;
        this.problems = problems;
        workflow.section("roles", "'roles'")
                .ifPresent(section -> section.entries()
                        .keySet()
                        .forEach(name ->
                                section.section(name, "a role").ifPresent(role -> roles.put(name, role(role)))));
    }

    private static Role role(Section section) {
        Role role = new Role(
                Scope.oneOrMore(section, "tools"), //
                Scope.oneOrMore(section, "responsibilities"));
        section.reportUnknownKeys();
        return role;
    }

    List<Phase> read(Section workflow, Scope outer) {
        Map<String, Phase> phases = new LinkedHashMap<>();
        for (Value value : workflow.items("phases", "a list of phases")) {
            if (!(value instanceof Value.Fields fields)) {
                problems.error(
                        InputProblemCode.TYPE_WRONG, value.place(), "a phase must be a mapping, not " + value.kind());
                continue;
            }
            phase(new Section(fields, "a phase", problems), outer).ifPresent(phase -> {
                Mention id = phase.id();
                if (id != null && phases.putIfAbsent(id.text(), phase) != null) {
                    problems.error(
                            InputProblemCode.ID_DUPLICATE,
                            id.place(),
                            "there are two phases with the id '" + id.text() + "'");
                }
            });
        }
        return List.copyOf(phases.values());
    }

    private Optional<Phase> phase(Section section, Scope outer) {
        Mention id = section.mention("id");
        if (id == null) {
            if (!section.has("id")) {
                problems.error(InputProblemCode.KEY_MISSING, section.place(), "a phase needs an 'id'");
            }
            return Optional.empty();
        }
        @Nullable String role = role(section, id);
        Role known = role == null ? Role.SILENT : roles.getOrDefault(role, Role.SILENT);
        boolean several = section.items("tasks", TASKS).size() > 1;
        PhaseFrame frame = new PhaseFrame(
                id.text(),
                section.text("name"),
                role,
                outer.narrowedBy(section),
                SettingsReader.minutes(section, "timeout_minutes"),
                known.responsibilities(),
                known.tools(),
                several && section.value("timeout_minutes") instanceof Value.Numeral minutes
                        ? Map.of("phase_timeout_minutes", minutes.plain())
                        : Map.of());
        List<Task> read = tasksOf(section, id, frame);
        @Nullable Boolean parallel = section.truth("parallel");
        @Nullable Integer priority = section.wholeNumber("priority", 1, HIGHEST_PRIORITY);
        Phase phase = new Phase(
                id,
                read,
                Boolean.TRUE.equals(parallel),
                section.has("depends_on") ? Scope.oneOrMore(section, "depends_on") : null,
                priority == null ? 1 : priority);
        section.reportUnknownKeys();
        return read.isEmpty() ? Optional.empty() : Optional.of(phase);
    }

    private @Nullable String role(Section section, Mention phase) {
        Mention role = section.mention("role");
        if (role == null) {
            return null;
        }
        Set<String> known = new LinkedHashSet<>(ROLES);
        known.addAll(roles.keySet());
        if (!known.contains(role.text())) {
            problems.error(
                    InputProblemCode.VALUE_INVALID,
                    role.place(),
                    "phase '" + phase.text() + "' is for the role '" + role.text() + "', but there is only "
                            + String.join(", ", known) + DidYouMean.among(known, role.text()));
        }
        return role.text();
    }

    private List<Task> tasksOf(Section section, Mention phase, PhaseFrame frame) {
        List<Value> items =
                section.has("tasks") && section.value("tasks") instanceof Value.Items list ? list.items() : List.of();
        if (items.isEmpty()) {
            problems.error(
                    InputProblemCode.KEY_MISSING,
                    section.has("tasks") ? section.placeOf("tasks") : phase.place(),
                    "phase '" + phase.text() + "' needs at least one task under 'tasks'");
        }
        List<Task> read = new ArrayList<>();
        for (int at = 0; at < items.size(); at++) {
            tasks.task(items.get(at), at + 1, frame).ifPresent(read::add);
        }
        return read;
    }
}
