package dev.signalbox.contracts.api;

import dev.signalbox.contracts.governor.Tripwire;
import java.math.BigDecimal;
import java.util.List;

/**
 * What tripwires have done, or would have done, as {@code GET /v1/governor/report} shows it.
 *
 * @param tripwires by tripwire, in the order in which they are declared; those that nobody touched are left out. An attempt that has touched
 *     several counts at each
 * @param attempts the same for the first tripwire of each attempt, so that every attempt counts once
 */
public record GovernorReport(List<Line> tripwires, Tally attempts) {
    public GovernorReport {
        tripwires = List.copyOf(tripwires);
    }

    /**
     * What one tripwire did.
     *
     * @param tripwire which one
     * @param tally how often, and what it came to
     */
    public record Line(Tripwire tripwire, Tally tally) {}

    /**
     * How often attempts were stopped or would have been, and what became of those that went on.
     *
     * @param stopped how many were stopped
     * @param wouldHaveStopped how many went on that would have been stopped in the mode {@code enforce}
     * @param stillRunning how many of these have not ended
     * @param succeeded how many of these succeeded: a stop would have been wrong
     * @param failed how many of these ended in another way: a stop would have been right
     * @param usdAfter what those that went on cost after that point, in US dollars: what {@code enforce} would have saved
     * @param usdAfterOfSucceeded how much of that was spent by attempts that succeeded
     * @param tokensAfter how many tokens those that went on used after that point
     */
    public record Tally(
            long stopped,
            long wouldHaveStopped,
            long stillRunning,
            long succeeded,
            long failed,
            BigDecimal usdAfter,
            BigDecimal usdAfterOfSucceeded,
            long tokensAfter) {}
}
