package dev.signalbox.contracts.command;

import dev.signalbox.contracts.WorkspaceId;
import dev.signalbox.contracts.spec.BudgetRule;
import dev.signalbox.contracts.spec.DailyBudget;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Sets what all runs of a workspace together may spend, or takes that limit away. Runs that were paused because it was used up go on
 * when there is room again. Setting the same budget twice changes nothing.
 *
 * @param workspace the workspace
 * @param budget what may be spent in all since the workspace first had a budget, and what happens then; null for no limit in all
 * @param reason why, in the words of whoever asked
 * @param requestedBy who asked
 * @param requestedAt when
 * @param daily what may be spent on each day beside; null for no limit on a day
 */
public record SetWorkspaceBudget(
        WorkspaceId workspace,
        @Nullable BudgetRule budget,
        String reason,
        String requestedBy,
        Instant requestedAt,
        @Nullable DailyBudget daily)
        implements WorkspaceCommand {
    /** Without a limit on a day. */
    public SetWorkspaceBudget(
            WorkspaceId workspace,
            @Nullable BudgetRule budget,
            String reason,
            String requestedBy,
            Instant requestedAt) {
        this(workspace, budget, reason, requestedBy, requestedAt, null);
    }
}
