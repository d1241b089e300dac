package dev.signalbox.definitions.format.openintent;

import dev.signalbox.definitions.InputProblemCode;
import dev.signalbox.definitions.draft.DidYouMean;
import dev.signalbox.definitions.draft.Mention;
import dev.signalbox.definitions.draft.Problems;
import dev.signalbox.definitions.text.Value;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks where the inputs of a phase come from, and writes them into its prompt. */
final class Wiring {
    private final Map<String, Phase> phases;
    private final Problems problems;

    Wiring(Map<String, Phase> phases, Problems problems) {
        this.phases = phases;
        this.problems = problems;
    }

    /** Adds every input of the phase to the prompt. What cannot be had is reported and left out. */
    void into(PhasePrompt prompt, Phase phase, Set<Phase> needed) {
        phase.inputs().forEach((local, source) -> {
            switch (InputSource.of(source.text(), phases::containsKey)) {
                case InputSource.Trigger(String key) ->
                    prompt.input(local, "'" + key + "' of what triggered the workflow");
                case InputSource.InitialState(String key) -> fromState(prompt, phase, local, key, source);
                case InputSource.Output(String name, String key) ->
                    fromPhase(prompt, phase, needed, local, name, key, source);
                case InputSource.Malformed malformed ->
                    problems.error(
                            InputProblemCode.INPUT_MALFORMED,
                            source.place(),
                            "the input '" + local
                                    + "' must come from phase.key, $trigger.key or $initial_state.key, not from '"
                                    + source.text() + "'");
            }
        });
    }

    private void fromState(PhasePrompt prompt, Phase phase, String local, String key, Mention source) {
        Value.@Nullable Fields state = phase.initialState();
        @Nullable Value value = state == null ? null : state.get(key);
        if (value == null) {
            Set<String> keys = state == null ? Set.of() : state.fields().keySet();
            unknownKey(local, source, "the initial state of this phase has no '" + key + "'", keys, key);
        } else {
            prompt.input(local, value);
        }
    }

    private void fromPhase(
            PhasePrompt prompt, Phase phase, Set<Phase> needed, String local, String name, String key, Mention source) {
        Phase upstream = phases.get(name);
        if (upstream == null) {
            problems.error(
                    InputProblemCode.INPUT_PHASE_UNKNOWN,
                    source.place(),
                    "the input '" + local + "' comes from phase '" + name + "', which does not exist"
                            + DidYouMean.among(phases.keySet(), name));
        } else if (!needed.contains(upstream)) {
            problems.error(
                    InputProblemCode.INPUT_UNKNOWN,
                    source.place(),
                    "the input '" + local + "' comes from phase '" + name + "', which is not in the 'depends_on' of '"
                            + phase.name().text() + "'");
        } else if (upstream.outputs().areDeclared() && !upstream.outputs().has(key)) {
            Set<String> keys = upstream.outputs().types().keySet();
            unknownKey(local, source, "phase '" + name + "' declares no output '" + key + "'", keys, key);
        } else {
            prompt.input(local, "'" + key + "' in the output of phase '" + name + "'");
            upstream.assignees().forEach(assignee -> prompt.handOver(upstream, assignee, source.place()));
        }
    }

    private void unknownKey(String local, Mention source, String reason, Set<String> keys, String key) {
        problems.error(
                InputProblemCode.INPUT_KEY_UNKNOWN,
                source.place(),
                "the input '" + local + "' cannot be had: " + reason + DidYouMean.among(keys, key));
    }
}
