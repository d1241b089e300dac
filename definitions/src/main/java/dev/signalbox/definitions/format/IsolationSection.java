package dev.signalbox.definitions.format;

import dev.signalbox.contracts.spec.Gate;
import dev.signalbox.contracts.spec.Isolation;
import dev.signalbox.contracts.spec.IsolationRule;
import dev.signalbox.contracts.spec.OnMergeConflict;
import dev.signalbox.contracts.spec.OutsideClaim;
import dev.signalbox.definitions.InputProblemCode;
import dev.signalbox.definitions.draft.Choice;
import dev.signalbox.definitions.draft.DidYouMean;
import dev.signalbox.definitions.draft.Problems;
import dev.signalbox.definitions.draft.Section;
import dev.signalbox.definitions.text.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code isolation}, which runs and steps write alike: the name of a mode, or a mapping with {@code mode}, {@code gates},
 * {@code outside_claim} and {@code on_merge_conflict}. What a step does not say, its run says for it.
 */
final class IsolationSection {
    private static final String KEY = "isolation";
    private static final List<String> MODES = List.of("worktree", "directory", "none");

    private final Map<String, Gate> declared;
    private final GateSection reader;
    private final Problems problems;

    /** @param declared the gates that can be asked for by name */
    IsolationSection(Map<String, Gate> declared, Problems problems) {
        this.declared = declared;
        this.reader = new GateSection(problems);
        this.problems = problems;
    }

    /**
     * @param around what is true when nothing is said here; null for a run, or when its run says nothing
     * @return null when nobody says anything
     */
    @Nullable
    IsolationRule read(Section owner, @Nullable IsolationRule around) {
        return switch (owner.value(KEY)) {
            case null -> around;
            case Value.Fields fields -> rule(new Section(fields, "'isolation'", problems), around);
            case Value other -> named(Choice.of(owner, KEY, MODES), around);
        };
    }

    private static @Nullable IsolationRule named(@Nullable String mode, @Nullable IsolationRule around) {
        if (mode == null) {
            return around;
        }
        return around == null ? new IsolationRule(mode(mode), List.of(), null, null) : around.in(mode(mode));
    }

    private IsolationRule rule(Section section, @Nullable IsolationRule around) {
        String mode = Choice.of(section, "mode", MODES);
        List<Gate> gates = gates(section);
        String outside = Choice.of(section, "outside_claim", List.of("warn", "fail", "hold"));
        String conflict = Choice.of(section, "on_merge_conflict", List.of("hold", "retry"));
        section.reportUnknownKeys();
        return new IsolationRule(
                mode == null ? around == null ? Isolation.WORKTREE : around.mode() : mode(mode),
                section.has("gates") || around == null ? gates : around.gates(),
                outside == null
                        ? around == null ? null : around.outsideClaim()
                        : OutsideClaim.valueOf(outside.toUpperCase(Locale.ROOT)),
                conflict == null
                        ? around == null ? null : around.onMergeConflict()
                        : OnMergeConflict.valueOf(conflict.toUpperCase(Locale.ROOT)));
    }

    private static Isolation mode(String name) {
        return Isolation.valueOf(name.toUpperCase(Locale.ROOT));
    }

    private List<Gate> gates(Section section) {
        List<Gate> gates = new ArrayList<>();
        for (Value item : section.items("gates", "a list of gates, for example [{run: [make, test]}]")) {
            switch (item) {
                case Value.Fields fields -> reader.listed(fields).ifPresent(gates::add);
                case Value.Text name -> named(name).ifPresent(gates::add);
                default -> reader.reportNoMapping(item);
            }
        }
        return gates;
    }

    private Optional<Gate> named(Value.Text name) {
        Optional<Gate> gate = Optional.ofNullable(declared.get(name.text()));
        if (gate.isEmpty()) {
            problems.error(
                    InputProblemCode.GATE_WITHOUT_COMMAND,
                    name.place(),
                    "nothing says what to run for the gate '" + name.text()
                            + "': declare it under 'gates' of the definition or of the agents file, or write {run: [...]}"
                            + DidYouMean.among(declared.keySet(), name.text()));
        }
        return gate;
    }
}
