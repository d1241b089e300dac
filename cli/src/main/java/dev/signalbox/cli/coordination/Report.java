package dev.signalbox.cli.coordination;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.api.RunView;
import dev.signalbox.contracts.api.StepView;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a report is made of.
 *
 * @param coordination the state of the coordination
 * @param run its run
 * @param steps its steps, in their order
 * @param writtenAt when the report was made
 */
record Report(
        CoordinationState coordination,
        RunView run,
        List<StepView> steps,
        @JsonProperty("written_at") Instant writtenAt) {
    Report {
        steps = List.copyOf(steps);
    }

    /** The workflow of each step. */
    Map<StepId, String> workflowOfSteps() {
        Map<StepId, String> names = new HashMap<>();
        coordination.workflows().forEach((name, ids) -> ids.forEach(step -> names.put(step, name)));
        return names;
    }

    /** When the run ended, or now. */
    Instant end() {
        return run.endedAt() == null ? writtenAt : run.endedAt();
    }

    /** How long the last attempt of a step took, from its dispatch; nothing when there was none. */
    Duration time(StepView step) {
        Instant from = step.dispatchedAt();
        if (from == null) {
            return Duration.ZERO;
        }
        Duration time = Duration.between(from, step.endedAt() == null ? end() : step.endedAt());
        return time.isNegative() ? Duration.ZERO : time;
    }
}
