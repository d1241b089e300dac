package dev.signalbox.admission.queue.port;

import dev.signalbox.admission.queue.ReleasedRun;
import dev.signalbox.admission.runs.port.StateUnreachable;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.api.QueuePlace;
import java.util.List;
import java.util.Optional;

/** The queue, shared by all replicas. All calls block until answered. */
public interface RunQueue {
    /** Gives free places to those who are first in the queue. Each of them must be released. */
    List<ReleasedRun> promote() throws StateUnreachable;

    /** Where a run stands; empty when it does not wait. */
    Optional<QueuePlace> placeOf(RunId run) throws StateUnreachable;
}
