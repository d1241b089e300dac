package dev.signalbox.definitions.format.coordination;

import dev.signalbox.contracts.scope.InvalidPathPattern;
import dev.signalbox.contracts.scope.PathPattern;
import dev.signalbox.contracts.spec.AfterFailure;
import dev.signalbox.definitions.InputProblemCode;
import dev.signalbox.definitions.draft.DidYouMean;
import dev.signalbox.definitions.draft.Mention;
import dev.signalbox.definitions.draft.Problems;
import dev.signalbox.definitions.draft.Section;
import dev.signalbox.definitions.text.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the steps of a workflow and the tasks of its phases. */
final class TaskReader {
    private static final int MOST_TITLE_CHARACTERS = 200;
    private static final List<String> ON_FAIL = List.of("stop", "pause_for_review", "continue");
    private static final Set<String> MEANT =
            Set.of("id", "name", "actor", "with", "when", "retry", "on_fail", "emits", "file_scope", "scope_mode");

    private final String workflow;
    private final RetryRule retries;
    private final Problems problems;

    TaskReader(String workflow, CoordinationSettings settings, Problems problems) {
        this.workflow = workflow;
        this.retries = new RetryRule(settings);
        this.problems = problems;
    }

    /** A step of {@code steps}. */
    Optional<Task> step(Value value, Scope outer) {
        if (!(value instanceof Value.Fields fields)) {
            problems.error(InputProblemCode.TYPE_WRONG, value.place(), "a step must be a mapping, not " + value.kind());
            return Optional.empty();
        }
        Section section = new Section(fields, "a step", problems);
        Mention id = section.mention("id");
        if (id == null) {
            if (!section.has("id")) {
                problems.error(InputProblemCode.KEY_MISSING, value.place(), "a step needs an 'id'");
            }
            return Optional.empty();
        }
        if (!section.has("actor")) {
            problems.warning(
                    InputProblemCode.KEY_MISSING,
                    id.place(),
                    "step '" + id.text() + "' names no 'actor', so any agent that fits takes it");
        }
        return Optional.of(read(section, id, PhaseFrame.ofSteps(outer)));
    }

    /** A task of a phase: a mapping, or a text that says it all. */
    Optional<Task> task(Value value, int number, PhaseFrame frame) {
        Mention id = new Mention(frame.idOf(number), value.place());
        return switch (value) {
            case Value.Fields fields -> {
                Section section = new Section(fields, "a task", problems);
                if (!section.has("name")) {
                    problems.error(InputProblemCode.KEY_MISSING, value.place(), "a task needs a 'name'");
                }
                yield Optional.of(read(section, id, frame));
            }
            case Value.Text text -> {
                Value.Fields named =
                        new Value.Fields(text.place(), Map.of("name", new Value.Field(text.place(), text)));
                yield Optional.of(read(new Section(named, "a task", problems), id, frame));
            }
            default -> {
                problems.error(
                        InputProblemCode.TYPE_WRONG,
                        value.place(),
                        "a task must be a text or a mapping, not " + value.kind());
                yield Optional.empty();
            }
        };
    }

    private Task read(Section section, Mention id, PhaseFrame frame) {
        section.value("id");
        @Nullable String name = section.text("name");
        @Nullable Mention actor = section.mention("actor");
        Value with = section.value("with");
        Scope scope = frame.scope().narrowedBy(section);
        List<Mention> emits = Scope.oneOrMore(section, "emits");
        Task task = new Task(
                id,
                title(name),
                actor,
                new TaskPrompt()
                        .paragraph(name)
                        .listing("Your part:", frame.responsibilities())
                        .with(fields(section, with))
                        .listing("Write the results to:", emits)
                        .text(),
                scope.reads(),
                Stream.concat(scope.writes().stream(), claimable(emits)).toList(),
                retries.read(section),
                frame.timeout(),
                onFail(section),
                new Kept()
                        .put("workflow", workflow)
                        .put("phase", frame.name())
                        .put("phase_name", frame.title())
                        .put("role", frame.role())
                        .put("tools", frame.tools().stream().map(Mention::text).toList())
                        .put(
                                "scope_mode",
                                scope.files().isEmpty() ? null : scope.mode().text())
                        .keys(section, List.of("actor", "with", "retry", "on_fail", "emits"))
                        .allBut(section, MEANT)
                        .all(),
                new Kept()
                        .keys(section, List.of("when"))
                        .putAll(frame.notEnforced())
                        .all());
        section.reportUnknownKeys();
        return task;
    }

    private Value.@Nullable Fields fields(Section section, @Nullable Value with) {
        if (with instanceof Value.Fields fields) {
            return fields;
        }
        if (with != null) {
            section.section("with", "'with'");
        }
        return null;
    }

    /** A title is one short line; a longer name stands in the prompt alone. */
    private static @Nullable String title(@Nullable String name) {
        if (name == null || name.isBlank()) {
            return null;
        }
        String line = name.strip().replaceAll("\\s+", " ").replaceAll("\\p{Cntrl}", "");
        return line.length() <= MOST_TITLE_CHARACTERS ? line : line.substring(0, MOST_TITLE_CHARACTERS - 1) + "…";
    }

    /** What a step emits, it writes. */
    private Stream<Mention> claimable(List<Mention> emits) {
        List<Mention> claimable = new ArrayList<>();
        for (Mention path : emits) {
            try {
                PathPattern.parse(path.text());
                claimable.add(path);
            } catch (InvalidPathPattern invalid) {
                problems.warning(
                        InputProblemCode.SCOPE_INVALID,
                        path.place(),
                        "what is emitted to '" + path.text() + "' cannot be claimed: " + invalid.getMessage());
            }
        }
        return claimable.stream();
    }

    private @Nullable AfterFailure onFail(Section section) {
        @Nullable String word = section.text("on_fail");
        return switch (word) {
            case null -> null;
            case "stop" -> null;
            case "pause_for_review" -> AfterFailure.PAUSE;
            case "continue" -> AfterFailure.CONTINUE;
            default -> {
                section.invalid(
                        "on_fail",
                        "must be one of " + String.join(", ", ON_FAIL) + ", not '" + word + "'"
                                + DidYouMean.among(ON_FAIL, word));
                yield null;
            }
        };
    }
}
