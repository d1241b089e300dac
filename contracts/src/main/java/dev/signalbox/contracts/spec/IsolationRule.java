package dev.signalbox.contracts.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the attempts at a step are kept apart from others, and what has to be right before their work is merged.
 *
 * @param mode where an attempt works
 * @param gates what must pass, in this order; they run only where an attempt works apart from others
 * @param outsideClaim what happens with changed files outside the write scope; null for {@code warn}
 * @param onMergeConflict what happens when the work cannot be merged; null for {@code hold}
 */
public record IsolationRule(
        Isolation mode,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Gate> gates,
        @Nullable OutsideClaim outsideClaim,
        @Nullable OnMergeConflict onMergeConflict) {
    public IsolationRule {
        gates = gates == null ? List.of() : List.copyOf(gates);
    }

    /** The same with another place to work. */
    public IsolationRule in(Isolation other) {
        return new IsolationRule(other, gates, outsideClaim, onMergeConflict);
    }

    /** Whether an attempt works in a place of its own. */
    public boolean worksApart() {
        return mode != Isolation.NONE;
    }

    /** Whether an attempt whose work cannot be merged is followed by another one. */
    public boolean triesAgain() {
        return onMergeConflict == OnMergeConflict.RETRY;
    }
}
