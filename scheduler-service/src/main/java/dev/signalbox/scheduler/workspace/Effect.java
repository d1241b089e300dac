package dev.signalbox.scheduler.workspace;

import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.admission.RunStatusChanged;
import dev.signalbox.contracts.admission.WorkspaceStatusChanged;
import dev.signalbox.contracts.attempt.StartAttempt;
import dev.signalbox.contracts.attempt.StopAttempt;
import dev.signalbox.contracts.event.RunEvent;
import org.jspecify.annotations.Nullable;

/** What a decision asks of the world. */
public sealed interface Effect {
    /** A fact, for everybody to read. */
    record Recorded(RunEvent event) implements Effect {}

    /**
     * An attempt for the runners of a pool.
     *
     * @param traceparent the trace of the run, W3C form; null when it has none
     */
    record Dispatched(
            String pool, StartAttempt attempt, @Nullable String traceparent) implements Effect {}

    /** A runner must stop an attempt. */
    record Stopped(StopAttempt stop) implements Effect {}

    /** A run is somewhere else than before. */
    record StatusChanged(RunStatusChanged status) implements Effect {}

    /** A workspace as a whole is different from before. */
    record WorkspaceChanged(WorkspaceStatusChanged status) implements Effect {}

    /** A run that ended is forgotten, and with it its idempotency key. */
    record Forgotten(RunId run) implements Effect {}

    /** A report about a run that is not live. There is no history left to record it in, so it is kept as a dead letter. */
    record Unplaceable(String reason) implements Effect {}
}
