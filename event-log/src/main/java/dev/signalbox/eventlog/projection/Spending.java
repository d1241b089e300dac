package dev.signalbox.eventlog.projection;

import dev.signalbox.contracts.spec.Budget;
import dev.signalbox.contracts.spec.Usage;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What the attempts at a step may use and have used.
 *
 * @param allowance what they may spend
 * @param earlier what the attempts before the last one used
 * @param last what the last attempt used so far
 * @param slice what was reserved for the last attempt
 */
public record Spending(Allowance allowance, Usage earlier, Usage last, Budget slice) {
    static final Budget NOTHING = new Budget(BigDecimal.ZERO, 0L);

    static Spending within(Allowance allowance) {
        return new Spending(allowance, Usage.NONE, Usage.NONE, Budget.NONE);
    }

    /** What all attempts used. */
    Usage usage() {
        return earlier.plus(last);
    }

    /** What is left of the slice, in both units. */
    Budget reserved() {
        return new Budget(
                StepTally.usd(slice).subtract(last.costUsd()).max(BigDecimal.ZERO),
                Math.max(0, StepTally.tokens(slice) - last.tokens()));
    }

    Spending nextAttempt(@Nullable Budget reserved) {
        return new Spending(allowance, usage(), Usage.NONE, reserved == null ? Budget.NONE : reserved);
    }

    /** An attempt never used less than it once reported: the result of a lost one says nothing of what it spent. */
    Spending using(Usage total) {
        return new Spending(allowance, earlier, StepTally.larger(last, total), slice);
    }

    Spending within(Budget limit) {
        return new Spending(allowance.raisedTo(limit), earlier, last, slice);
    }
}
