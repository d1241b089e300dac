package dev.signalbox.admission.runs;

import dev.signalbox.contracts.RunId;
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
     */
    record Known(String generation, RunId run, String requestHash, boolean unsent, int activeRuns)
            implements LeaseAnswer {}

    /** As many leases are held as may be. */
    record Full(int activeRuns) implements LeaseAnswer {}

    /** The state has lost its data, or nobody has vouched for it lately. */
    record Rebuilding() implements LeaseAnswer {}

    /** How many leases were held; null when that could not be told. */
    default @Nullable Integer heldLeases() {
        return switch (this) {
            case Granted granted -> granted.activeRuns();
            case Known known -> known.activeRuns();
            case Full full -> full.activeRuns();
            case Rebuilding rebuilding -> null;
        };
    }

    /** The life of the state that answered; empty when it has none. */
    default String generationOrNone() {
        return switch (this) {
            case Granted granted -> granted.generation();
            case Known known -> known.generation();
            case Full full -> "";
            case Rebuilding rebuilding -> "";
        };
    }
}
