package dev.signalbox.scheduler.workspace;

import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.StepId;
import dev.signalbox.scheduler.step.Transition;
import java.util.List;

/**
 * What one input led to: what must be kept, and what the world must hear. Both or neither take effect.
 *
 * @param opened runs that are new
 * @param parts what was added to runs
 * @param runs runs that changed, new ones included
 * @param steps steps that changed, those of new runs included
 * @param closed runs that ended: nothing but their {@link RunProgress} is needed any more
 * @param forgotten runs of which nothing is needed any more
 * @param workspaces workspaces that changed as a whole
 * @param transitions which lines of the tables of transitions were used, in order
 * @param effects what the world must hear, in order
 */
public record Changes(
        List<RunFile> opened,
        List<RunPart> parts,
        List<RunProgress> runs,
        List<StepProgress> steps,
        List<ClosedRun> closed,
        List<RunId> forgotten,
        List<WorkspaceProgress> workspaces,
        List<Transition> transitions,
        List<Effect> effects) {
    public static final Changes NONE = with(List.of());

    /** Nothing to keep, and one thing to tell. */
    public static Changes of(Effect effect) {
        return with(List.of(effect));
    }

    private static Changes with(List<Effect> effects) {
        return new Changes(
                List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), effects);
    }

    /** A run that ended, with all that was kept of its steps, and how many parts were added to it. */
    public record ClosedRun(RunId run, List<StepId> steps, int parts) {}
}
