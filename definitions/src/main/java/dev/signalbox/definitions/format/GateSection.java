package dev.signalbox.definitions.format;

import dev.signalbox.contracts.spec.Gate;
import dev.signalbox.definitions.InputProblemCode;
import dev.signalbox.definitions.draft.Problems;
import dev.signalbox.definitions.draft.Section;
import dev.signalbox.definitions.text.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads gates that say what is to be run. */
final class GateSection {
    static final String KEY = "gates";

    private static final int MOST_NAME_CHARACTERS = 100;

    private final Problems problems;

    GateSection(Problems problems) {
        this.problems = problems;
    }

    /** The gates that are declared under {@code gates}, a mapping from names, for others to name them. */
    Map<String, Gate> declared(Section owner) {
        Map<String, Gate> declared = new LinkedHashMap<>();
        owner.section(KEY, "'gates'")
                .ifPresent(section -> section.entries().forEach((name, field) -> {
                    if (field.value() instanceof Value.Fields fields) {
                        read(new Section(fields, "a gate", problems), name).ifPresent(gate -> declared.put(name, gate));
                    } else {
                        reportNoMapping(field.value());
                    }
                }));
        return declared;
    }

    /** A gate of a list, which may say what it is called. */
    Optional<Gate> listed(Value.Fields fields) {
        Section section = new Section(fields, "a gate", problems);
        return read(section, section.line("name", MOST_NAME_CHARACTERS));
    }

    void reportNoMapping(Value value) {
        problems.error(
                InputProblemCode.TYPE_WRONG,
                value.place(),
                "a gate must be a mapping, for example {run: [make, test]}, not " + value.kind());
    }

    private Optional<Gate> read(Section section, @Nullable String name) {
        var command = section.command("run");
        var timeout = section.timeout("timeout");
        boolean advisory = Boolean.TRUE.equals(section.truth("advisory"));
        section.reportUnknownKeys();
        if (command.isEmpty()) {
            problems.error(InputProblemCode.KEY_MISSING, section.place(), "a gate needs 'run', its argument list");
            return Optional.empty();
        }
        return Optional.of(new Gate(name == null ? String.join(" ", command) : name, command, timeout, advisory));
    }
}
