package dev.signalbox.runner.attempt;

import dev.signalbox.contracts.attempt.AttemptOutcome;
import dev.signalbox.contracts.attempt.AttemptResult;
import dev.signalbox.contracts.attempt.StopCause;
import java.time.Duration;

/**
 * Why an attempt is stopped, and how it is reported then.
 *
 * @param outcome the outcome of the stopped attempt, whatever its process did meanwhile
 * @param message the reason in a sentence
 * @param urgency whether the process gets time to end by itself
 */
public record StopOrder(AttemptOutcome outcome, String message, Urgency urgency) {
    public static final StopOrder LEASE_RAN_OUT = new StopOrder(
            AttemptOutcome.LOST,
            "stopped by its runner: the scheduler could not be reached before the lease ran out",
            Urgency.AT_ONCE);
    public static final StopOrder RUNNER_STOPPED =
            new StopOrder(AttemptOutcome.HANDED_BACK, "its runner was shut down and gave it back", Urgency.AFTER_GRACE);

    /** How much time a process gets. */
    public enum Urgency {
        /** TERM, the grace, then KILL. */
        AFTER_GRACE,
        /** KILL. */
        AT_ONCE
    }

    public static StopOrder of(StopCause cause) {
        return switch (cause) {
            case CANCELLED -> new StopOrder(AttemptOutcome.CANCELLED, "cancelled", Urgency.AFTER_GRACE);
            case TIMED_OUT ->
                new StopOrder(
                        AttemptOutcome.TIMED_OUT, "stopped by the scheduler: it took too long", Urgency.AFTER_GRACE);
            case BUDGET ->
                new StopOrder(
                        AttemptOutcome.ABORTED, "stopped by the scheduler: its budget is used up", Urgency.AFTER_GRACE);
            case SUPERSEDED ->
                new StopOrder(
                        AttemptOutcome.CANCELLED, "given up by the scheduler: its epoch is over", Urgency.AT_ONCE);
        };
    }

    public static StopOrder timeout(Duration limit) {
        return new StopOrder(
                AttemptOutcome.TIMED_OUT, "took longer than its timeout of " + readable(limit), Urgency.AFTER_GRACE);
    }

    /** The result of an attempt that was stopped before it began. */
    public AttemptResult withoutProcess() {
        return AttemptResult.withoutProcess(outcome, message);
    }

    /** The result of an attempt that was stopped while it ran: the order says the outcome, the process the rest. */
    public AttemptResult over(AttemptResult actual) {
        String told = actual.message() == null ? message : message + "; " + actual.message();
        return new AttemptResult(
                        outcome, actual.exitCode(), actual.signal(), told, actual.usage(), actual.outputBytes())
                .signed(actual.signature());
    }

    private static String readable(Duration limit) {
        return limit.toMillis() % 1000 == 0 ? limit.toSeconds() + " s" : limit.toMillis() + " ms";
    }
}
