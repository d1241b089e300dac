package dev.signalbox.contracts.api;

import dev.signalbox.contracts.spec.Budget;
import dev.signalbox.contracts.spec.OnExceed;
import org.jspecify.annotations.Nullable;

/**
 * What may be spent, is reserved and is spent: of a workspace, a run or a step. What is left is the limit without the two others.
 *
 * @param limit what may be spent in all; null when it has no budget of its own
 * @param onExceed what happens when the budget is used up; null when it has none of its own
 * @param reserved what is set aside for its own attempts in flight, without what they have spent of it themselves; what child runs spend
 *     comes out of it too
 * @param spent what is spent, over all attempts and by all child runs
 * @param spentByChildren what of it child runs have spent, and theirs; null when they have spent nothing
 */
public record BudgetView(
        @Nullable Budget limit,
        @Nullable OnExceed onExceed,
        Budget reserved,
        Budget spent,
        @Nullable Budget spentByChildren) {
    /** Nothing of it is spent by child runs. */
    public BudgetView(@Nullable Budget limit, @Nullable OnExceed onExceed, Budget reserved, Budget spent) {
        this(limit, onExceed, reserved, spent, null);
    }
}
