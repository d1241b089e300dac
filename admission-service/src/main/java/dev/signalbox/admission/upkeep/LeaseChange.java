package dev.signalbox.admission.upkeep;

import dev.signalbox.admission.runs.HeldKey;
import dev.signalbox.admission.status.RunStanding;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.WorkspaceId;

/** What is to be done with the lease of a run, and with its key if that was computed. */
public sealed interface LeaseChange {
    RunId run();

    WorkspaceId workspace();

    HeldKey key();

    /** The scheduler has announced it, and it may run: it holds a lease and is not unseen any more. */
    record Seen(RunId run, WorkspaceId workspace, HeldKey key) implements LeaseChange {}

    /** The scheduler has announced that it is held: it waits for a lease, unless it has got one by now. */
    record Waits(RunId run, WorkspaceId workspace, HeldKey key, int priority) implements LeaseChange {}

    /** It is still live: if it holds a lease, it holds it longer. */
    record Renew(RunId run, WorkspaceId workspace, HeldKey key) implements LeaseChange {}

    /** It is over: lease and computed key are free. */
    record Ended(RunId run, WorkspaceId workspace, HeldKey key) implements LeaseChange {}

    /** What the announcement of a live run means. */
    static LeaseChange announced(RunStanding standing) {
        Integer priority = standing.waitsWith();
        return priority == null
                ? new Seen(standing.run(), standing.workspace(), standing.key())
                : new Waits(standing.run(), standing.workspace(), standing.key(), priority);
    }

    /** What the end of a run means. */
    static LeaseChange ended(RunStanding standing) {
        return new Ended(standing.run(), standing.workspace(), standing.key());
    }
}
