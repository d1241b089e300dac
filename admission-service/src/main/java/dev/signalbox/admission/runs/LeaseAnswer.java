package dev.signalbox.admission.runs;

import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.admission.CircuitCause;
import dev.signalbox.contracts.api.QueuePlace;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What the shared state, asked once and atomically, says to a request. */
public sealed interface LeaseAnswer {
    /**
     * There was room: lease, key and pending payload are written.
     *
     * @param generation names the life of the state that it was written to
     * @param activeRuns how many leases are held, this one included
     */
    record Granted(String generation, int activeRuns) implements LeaseAnswer {}

    /**
     * The key holds a run already.
     *
     * @param generation names the life of the state that it was read from
     * @param run the run
     * @param requestHash the hash of the request that it was admitted with
     * @param unsent whether its command is not known to be in the log
     * @param activeRuns how many leases are held
     * @param place where the run stands while it waits for a lease; null when it does not
     */
    record Known(
            String generation,
            RunId run,
            String requestHash,
            boolean unsent,
            int activeRuns,
            @Nullable QueuePlace place)
            implements LeaseAnswer {}

    /** There was no room, and the run was let in to wait: queue entry, key and pending payload are written. */
    record Queued(String generation, int activeRuns, QueuePlace place) implements LeaseAnswer {}

    /** As many leases are held as may be, or others wait for those that are free. */
    record Full(int activeRuns, int waitingRuns) implements LeaseAnswer {}

    /** As many leases of the workspace are held as may be. */
    record FullHere(int activeRuns, int inWorkspace) implements LeaseAnswer {}

    /** As many runs wait as may. */
    record QueueFull(int activeRuns, int waitingRuns) implements LeaseAnswer {}

    /** The run would stand too deep. */
    record TooDeep(int activeRuns) implements LeaseAnswer {}

    /** The parent holds no lease. */
    record ParentOver(int activeRuns) implements LeaseAnswer {}

    /**
     * The circuit breaker lets nobody in.
     *
     * @param cause why it opened
     * @param retryAfter when it may be otherwise; null when a person decides that
     * @param reason its last change in a sentence
     */
    record Broken(CircuitCause cause, @Nullable Duration retryAfter, String reason, int activeRuns)
            implements LeaseAnswer {}

    /** The state has lost its data, or nobody has vouched for it lately. */
    record Rebuilding() implements LeaseAnswer {}

    /** How many leases were held; null when that could not be told. */
    default @Nullable Integer heldLeases() {
        return switch (this) {
            case Granted granted -> granted.activeRuns();
            case Known known -> known.activeRuns();
            case Queued queued -> queued.activeRuns();
            case Full full -> full.activeRuns();
            case FullHere full -> full.activeRuns();
            case QueueFull full -> full.activeRuns();
            case TooDeep deep -> deep.activeRuns();
            case ParentOver over -> over.activeRuns();
            case Broken broken -> broken.activeRuns();
            case Rebuilding rebuilding -> null;
        };
    }

    /** The life of the state that answered; empty when it has none. */
    default String generationOrNone() {
        return switch (this) {
            case Granted granted -> granted.generation();
            case Known known -> known.generation();
            case Queued queued -> queued.generation();
            case Full _, FullHere _, QueueFull _, TooDeep _, ParentOver _, Broken _, Rebuilding _ -> "";
        };
    }
}
