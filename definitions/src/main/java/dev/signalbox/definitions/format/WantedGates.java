package dev.signalbox.definitions.format;

import dev.signalbox.contracts.spec.Gate;
import dev.signalbox.contracts.spec.Isolation;
import dev.signalbox.contracts.spec.IsolationRule;
import dev.signalbox.definitions.InputProblemCode;
import dev.signalbox.definitions.draft.DidYouMean;
import dev.signalbox.definitions.draft.Mention;
import dev.signalbox.definitions.draft.Problems;
import dev.signalbox.definitions.text.Place;
import dev.signalbox.definitions.text.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The gates that are asked for, many of them by a name only, and what is to be run for them. Not thread-safe. */
public final class WantedGates {
    private final Map<String, Gate> declared;
    private final Problems problems;
    private final Map<List<String>, Gate> gates = new LinkedHashMap<>();

    /** @param declared by its name, each gate of which it is known what to run */
    public WantedGates(Map<String, Gate> declared, Problems problems) {
        this.declared = declared;
        this.problems = problems;
    }

    /** A gate of this name, if it is known what to run for it. */
    Optional<Gate> declared(String name) {
        return Optional.ofNullable(declared.get(name));
    }

    /** Adds a gate. One that runs what another runs already is not run again; it keeps work out when either of them does. */
    void add(Gate gate) {
        gates.merge(gate.command(), gate, WantedGates::both);
    }

    private static Gate both(Gate first, Gate second) {
        return new Gate(
                first.name(),
                first.command(),
                first.timeout() == null ? second.timeout() : first.timeout(),
                first.advisory() && second.advisory());
    }

    /** Asks for a gate by its name. When nothing is known of it, that is a warning, and it is not run. */
    public boolean want(Mention name) {
        return want(name, declared(name.text()));
    }

    /** The same, for a gate whose failure keeps nothing out. */
    boolean wantAsAdvice(Mention name) {
        return want(name, declared(name.text()).map(Gate::asAdvice));
    }

    private boolean want(Mention name, Optional<Gate> known) {
        known.ifPresentOrElse(this::add, () -> reportUnknown(name));
        return known.isPresent();
    }

    private void reportUnknown(Mention name) {
        warn(
                name.place(),
                "nothing says what to run for the gate '" + name.text()
                        + "', so it is not run; say it under 'gates' of the agents file"
                        + DidYouMean.among(declared.keySet(), name.text()));
    }

    /**
     * Tells of something that asks for a gate and cannot be read.
     *
     * @param expected what it must be
     */
    public void reportUnread(Value value, String expected) {
        warn(value.place(), expected + ", not " + value.kind() + "; no gate is run for it");
    }

    /** Tells why there is something that asks for a gate for which none is run. */
    public void warn(Place place, String message) {
        problems.warning(InputProblemCode.GATE_WITHOUT_COMMAND, place, message);
    }

    /**
     * The rule of a step with these gates that does not say where it works; null without any. In the workspace itself others are at work, too,
     * so that a gate would judge what they have half done.
     */
    public static @Nullable IsolationRule ruleOf(List<Gate> gates) {
        return gates.isEmpty() ? null : new IsolationRule(Isolation.NONE, gates, null, null);
    }

    /** Those of which it is known what to run, in the order in which they were asked for. */
    public List<Gate> found() {
        return List.copyOf(gates.values());
    }
}
