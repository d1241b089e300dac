package dev.signalbox.admission.upkeep.port;

import dev.signalbox.admission.queue.ReleasedRun;
import dev.signalbox.admission.runs.port.StateUnreachable;
import dev.signalbox.admission.upkeep.LeaseChange;
import dev.signalbox.admission.upkeep.RestoredRun;
import dev.signalbox.admission.upkeep.UnseenRun;
import dev.signalbox.contracts.RunId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The shared leases and keys, from the side of their upkeep. All calls block until answered. */
public interface LeaseState {
    /**
     * Whether the leases are true, and how many are held.
     *
     * @param generation names the life of the state, as long as some replica has renewed or rebuilt all leases lately and no data
     *     was lost since; else empty
     * @param activeRuns how many leases are held
     * @param waitingRuns how many runs wait for one
     */
    record Condition(String generation, int activeRuns, int waitingRuns) {
        public boolean isVouchedFor() {
            return !generation.isEmpty();
        }
    }

    Condition condition() throws StateUnreachable;

    /** Says that all leases are true now. Does nothing when nobody vouches for them any more: then they must be rebuilt. */
    void vouch() throws StateUnreachable;

    void apply(List<LeaseChange> changes) throws StateUnreachable;

    /** The runs that hold a lease. */
    List<RunId> held() throws StateUnreachable;

    /** The runs that wait for a lease. */
    Set<RunId> waiting() throws StateUnreachable;

    /** The runs that got their lease in the queue and are not known to have been released. */
    List<ReleasedRun> released() throws StateUnreachable;

    /** The runs that count as on trial for a half-open circuit breaker. */
    Set<RunId> onTrial() throws StateUnreachable;

    List<UnseenRun> unseen() throws StateUnreachable;

    Optional<UnseenRun> unseen(RunId run) throws StateUnreachable;

    /** The JSON of a command not known to be in the log. */
    Optional<byte[]> payload(RunId run) throws StateUnreachable;

    /** Removes a run that is unsent and has no payload: nobody can send it any more. */
    void takeBackLost(UnseenRun run) throws StateUnreachable;

    /** Begins a rebuild; empty while another replica is at it. */
    Optional<Rebuild> beginRebuild() throws StateUnreachable;

    /** The right to rebuild, which ends by itself when it is not extended. */
    interface Rebuild {
        /** Holds the right longer. */
        void extend() throws StateUnreachable;

        /** Writes what was read from the log. */
        void restore(List<RestoredRun> runs) throws StateUnreachable;

        /** Vouches for the leases; false when the right was lost meanwhile and all must be done again. */
        boolean complete() throws StateUnreachable;

        /** Gives the right back, if it is still held. */
        void abandon() throws StateUnreachable;
    }
}
