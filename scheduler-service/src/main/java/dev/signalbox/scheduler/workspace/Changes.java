package dev.signalbox.scheduler.workspace;

import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.StepId;
import java.util.List;

/**
 * What one input led to: what must be kept, and what the world must hear. Both or neither take effect.
 *
 * @param opened runs that are new
 * @param runs runs that changed, new ones included
 * @param steps steps that changed, those of new runs included
 * @param closed runs that ended: nothing but their {@link RunProgress} is needed any more
 * @param forgotten runs of which nothing is needed any more
 * @param effects what the world must hear, in order
 */
public record Changes(
        List<RunFile> opened,
        List<RunProgress> runs,
        List<StepProgress> steps,
        List<ClosedRun> closed,
        List<RunId> forgotten,
        List<Effect> effects) {
    /** A run that ended, with all that was kept of its steps. */
    public record ClosedRun(RunId run, List<StepId> steps) {}
}
