package dev.signalbox.runner.governor;

import dev.signalbox.contracts.attempt.AttemptOutcome;
import dev.signalbox.contracts.attempt.AttemptResult;
import dev.signalbox.contracts.governor.GovernorFinding;
import dev.signalbox.contracts.governor.GovernorMode;
import dev.signalbox.contracts.governor.GovernorSummary;
import dev.signalbox.contracts.governor.Trip;
import dev.signalbox.contracts.governor.Tripwire;
import dev.signalbox.runner.attempt.StopOrder;
import dev.signalbox.runner.coding.AgentSignal;
import dev.signalbox.runner.output.FailureSignature;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The governor of one attempt, at work: tells it the time, and does what follows from what it finds. Thread-safe. What follows is done
 * outside of the lock, so that whoever prints or stops may wait for a thread that is just being heard.
 */
public final class Watch {
    private final @Nullable Governor governor;
    private final LongSupplier nanoTime;
    private final long begunAt;
    private final Consumer<GovernorFinding> report;
    private volatile long printedAt;
    private volatile Consumer<StopOrder> stop = order -> {};
    private volatile Consumer<String> line = text -> {};

    /**
     * @param governor null for an attempt that nobody watches
     * @param nanoTime as of {@link System#nanoTime}
     * @param report told everything that is found, at once
     */
    Watch(@Nullable Governor governor, LongSupplier nanoTime, Consumer<GovernorFinding> report) {
        this.governor = governor;
        this.nanoTime = nanoTime;
        this.begunAt = nanoTime.getAsLong();
        this.printedAt = begunAt;
        this.report = report;
    }

    /** A watch over an attempt that nobody watches. */
    public static Watch none() {
        return new Watch(null, () -> 0, finding -> {});
    }

    /**
     * Says how it is stopped, and where its output takes a line of the governor.
     *
     * @param byOrder stops its process
     * @param inOutput takes a line without its end
     */
    public void acts(Consumer<StopOrder> byOrder, Consumer<String> inOutput) {
        stop = byOrder;
        line = inOutput;
    }

    /** The attempt begins: what is used up by now is found now, before anything is spent. */
    public void begins() {
        tick();
    }

    /** It has printed something, whatever that means. */
    public void printed() {
        printedAt = nanoTime.getAsLong();
    }

    /** What a line of it said. */
    public void hear(List<AgentSignal> signals) {
        List<Observation> seen = Observations.of(signals);
        if (!seen.isEmpty()) {
            act(watching -> watching.observe(seen, since(nanoTime.getAsLong())));
        }
    }

    /** To be called now and then: time has passed. */
    public void tick() {
        act(watching -> watching.tick(since(nanoTime.getAsLong()), since(printedAt)));
    }

    /** The result of the attempt, with what was seen of it. One that was stopped here is aborted, however its process ended. */
    public AttemptResult over(AttemptResult result) {
        GovernorSummary seen = summary();
        if (seen == null) {
            return result;
        }
        Tripwire tripwire = seen.stoppedBy();
        if (tripwire == null) {
            return result.governed(seen);
        }
        String told = result.message() == null ? stopped(seen) : stopped(seen) + "; " + result.message();
        AttemptResult aborted = result.withoutAnswer(AttemptOutcome.ABORTED, told, null);
        return FailureSignature.sign(aborted, tripwire.word()).governed(seen);
    }

    private Duration since(long nanos) {
        return Duration.ofNanos(nanos - begunAt);
    }

    private synchronized @Nullable GovernorSummary summary() {
        return governor == null ? null : governor.summary();
    }

    private void act(Function<Governor, List<GovernorFinding>> happening) {
        if (governor == null) {
            return;
        }
        List<GovernorFinding> findings;
        synchronized (this) {
            findings = happening.apply(governor);
        }
        for (GovernorFinding finding : findings) {
            report.accept(finding);
            if (finding instanceof GovernorFinding.Tripped(Trip trip)) {
                follow(trip);
            }
        }
    }

    private void follow(Trip trip) {
        if (trip.mode() != GovernorMode.OBSERVE) {
            String what = trip.stopped() ? "stopped" : "would have been stopped";
            line.accept("[governor: " + what + " here, at " + cost(trip) + ": "
                    + trip.tripwire().word() + ": " + trip.reason() + "]");
        }
        if (trip.stopped()) {
            stop.accept(new StopOrder(AttemptOutcome.ABORTED, sentence(trip), StopOrder.Urgency.AFTER_GRACE));
        }
    }

    private static String cost(Trip trip) {
        return trip.usage().costUsd().toPlainString() + " USD";
    }

    private static String stopped(GovernorSummary seen) {
        return seen.trips().stream()
                .filter(Trip::stopped)
                .findFirst()
                .map(Watch::sentence)
                .orElseThrow();
    }

    private static String sentence(Trip trip) {
        return "stopped by the governor, " + trip.tripwire().word() + ": " + trip.reason();
    }
}
