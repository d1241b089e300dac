package dev.signalbox.contracts.spec;

/**
 * A budget, and what happens when it is used up.
 *
 * @param limit what may be spent, at most
 * @param onExceed what happens when the next attempt does not fit into it any more
 * @param warnAt at which share of it a warning is recorded, in percent, 1 to 100
 */
public record BudgetRule(Budget limit, OnExceed onExceed, int warnAt) {
    public static final int DEFAULT_WARN_AT = 80;

    /** A budget that pauses the run when it is used up, and warns at 80 percent. */
    public static BudgetRule of(Budget limit) {
        return new BudgetRule(limit, OnExceed.PAUSE, DEFAULT_WARN_AT);
    }

    /** Whether both say the same, however it is written. */
    public boolean isSameAs(BudgetRule other) {
        return limit.isSameAs(other.limit) && onExceed == other.onExceed && warnAt == other.warnAt;
    }

    /** The same rule with another limit. */
    public BudgetRule withLimit(Budget other) {
        return new BudgetRule(other, onExceed, warnAt);
    }
}
