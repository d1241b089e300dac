package dev.signalbox.admission.command;

import dev.signalbox.contracts.spec.AgentSpec;
import dev.signalbox.contracts.spec.ParentRun;
import dev.signalbox.contracts.spec.RunOptions;
import dev.signalbox.contracts.spec.StepSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run is made of so far.
 *
 * @param steps those it was submitted with and those that were added
 * @param agents those it was submitted with and those that came with steps
 * @param options what was said of it as a whole when it was submitted
 * @param parent the attempt that asked for it; null for a root run
 */
public record RunGraph(
        List<StepSpec> steps,
        List<AgentSpec> agents,
        RunOptions options,
        @Nullable ParentRun parent) {
    public RunGraph {
        steps = List.copyOf(steps);
        agents = List.copyOf(agents);
    }
}
