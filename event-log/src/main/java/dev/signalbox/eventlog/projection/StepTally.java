package dev.signalbox.eventlog.projection;

import dev.signalbox.contracts.event.StepCounts;
import dev.signalbox.contracts.event.StepCountsBuilder;
import dev.signalbox.contracts.event.StepStatus;
import dev.signalbox.contracts.spec.Budget;
import dev.signalbox.contracts.spec.Usage;
import java.math.BigDecimal;

/** Sums over the steps of a run, kept up to date step by step. */
final class StepTally {
    private StepTally() {}

    static StepCounts moved(StepCounts counts, StepStatus from, StepStatus to) {
        return from == to ? counts : plus(plus(counts, from, -1), to, 1);
    }

    /** The counts when this many pending steps are added. */
    static StepCounts withMore(StepCounts counts, int steps) {
        return plus(counts, StepStatus.PENDING, steps);
    }

    static Usage moved(Usage total, Usage from, Usage to) {
        return from.equals(to)
                ? total
                : new Usage(
                        total.inputTokens() - from.inputTokens() + to.inputTokens(),
                        total.outputTokens() - from.outputTokens() + to.outputTokens(),
                        total.costUsd().subtract(from.costUsd()).add(to.costUsd()));
    }

    /** Amounts that name both units. */
    static Budget moved(Budget total, Budget from, Budget to) {
        return from.equals(to)
                ? total
                : new Budget(usd(total).subtract(usd(from)).add(usd(to)), tokens(total) - tokens(from) + tokens(to));
    }

    static BigDecimal usd(Budget amount) {
        return amount.usd() == null ? BigDecimal.ZERO : amount.usd();
    }

    static long tokens(Budget amount) {
        return amount.tokens() == null ? 0 : amount.tokens();
    }

    /** The larger of each amount. */
    static Usage larger(Usage one, Usage other) {
        return new Usage(
                Math.max(one.inputTokens(), other.inputTokens()),
                Math.max(one.outputTokens(), other.outputTokens()),
                one.costUsd().max(other.costUsd()));
    }

    private static StepCounts plus(StepCounts counts, StepStatus status, int more) {
        StepCountsBuilder sum = StepCountsBuilder.builder(counts);
        return (switch (status) {
                    case PENDING -> sum.pending(counts.pending() + more);
                    case READY, BACKING_OFF -> sum.ready(counts.ready() + more);
                    case CONFLICTED -> sum.conflicted(counts.conflicted() + more);
                    case DISPATCHED, RUNNING -> sum.inFlight(counts.inFlight() + more);
                    case SUCCEEDED -> sum.succeeded(counts.succeeded() + more);
                    case FAILED -> sum.failed(counts.failed() + more);
                    case CANCELLED -> sum.cancelled(counts.cancelled() + more);
                    case SKIPPED -> sum.skipped(counts.skipped() + more);
                })
                .build();
    }
}
