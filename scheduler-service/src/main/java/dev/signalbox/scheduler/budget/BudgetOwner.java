package dev.signalbox.scheduler.budget;

import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.event.BudgetScope;
import org.jspecify.annotations.Nullable;

/**
 * Whose account it is.
 *
 * @param scope what kind of owner
 * @param run the run; null for a workspace
 * @param step the step; null for a run or a workspace
 */
public record BudgetOwner(
        BudgetScope scope, @Nullable RunId run, @Nullable StepId step) {
    public static final BudgetOwner WORKSPACE = new BudgetOwner(BudgetScope.WORKSPACE, null, null);

    public static final BudgetOwner WORKSPACE_DAY = new BudgetOwner(BudgetScope.WORKSPACE_DAY, null, null);

    public static BudgetOwner of(RunId run) {
        return new BudgetOwner(BudgetScope.RUN, run, null);
    }

    public static BudgetOwner of(RunId run, StepId step) {
        return new BudgetOwner(BudgetScope.STEP, run, step);
    }

    @Override
    public String toString() {
        return switch (scope) {
            case WORKSPACE -> "the workspace";
            case WORKSPACE_DAY -> "the workspace for today";
            case RUN -> "the run";
            case STEP -> "step " + step;
        };
    }
}
