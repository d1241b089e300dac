package dev.signalbox.eventlog.projection;

import dev.signalbox.contracts.event.StepCounts;
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

    /** How many steps there are. */
    static int total(StepCounts counts) {
        return counts.pending()
                + counts.ready()
                + counts.inFlight()
                + counts.succeeded()
                + counts.failed()
                + counts.cancelled()
                + counts.skipped();
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

    private static StepCounts plus(StepCounts c, StepStatus status, int n) {
        return switch (status) {
            case PENDING ->
                new StepCounts(
                        c.pending() + n,
                        c.ready(),
                        c.inFlight(),
                        c.succeeded(),
                        c.failed(),
                        c.cancelled(),
                        c.skipped());
            case READY, BACKING_OFF, CONFLICTED ->
                new StepCounts(
                        c.pending(),
                        c.ready() + n,
                        c.inFlight(),
                        c.succeeded(),
                        c.failed(),
                        c.cancelled(),
                        c.skipped());
            case DISPATCHED, RUNNING ->
                new StepCounts(
                        c.pending(),
                        c.ready(),
                        c.inFlight() + n,
                        c.succeeded(),
                        c.failed(),
                        c.cancelled(),
                        c.skipped());
            case SUCCEEDED ->
                new StepCounts(
                        c.pending(),
                        c.ready(),
                        c.inFlight(),
                        c.succeeded() + n,
                        c.failed(),
                        c.cancelled(),
                        c.skipped());
            case FAILED ->
                new StepCounts(
                        c.pending(),
                        c.ready(),
                        c.inFlight(),
                        c.succeeded(),
                        c.failed() + n,
                        c.cancelled(),
                        c.skipped());
            case CANCELLED ->
                new StepCounts(
                        c.pending(),
                        c.ready(),
                        c.inFlight(),
                        c.succeeded(),
                        c.failed(),
                        c.cancelled() + n,
                        c.skipped());
            case SKIPPED ->
                new StepCounts(
                        c.pending(),
                        c.ready(),
                        c.inFlight(),
                        c.succeeded(),
                        c.failed(),
                        c.cancelled(),
                        c.skipped() + n);
        };
    }
}
