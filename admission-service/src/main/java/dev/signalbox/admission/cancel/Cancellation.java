package dev.signalbox.admission.cancel;

import dev.signalbox.contracts.ProblemCode;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.event.RunStatus;

/** What becomes of a request to stop a run. */
public sealed interface Cancellation {
    /** The scheduler will read it. */
    record Requested(RunId run) implements Cancellation {}

    /** The run is over. */
    record TooLate(RunId run, RunStatus status) implements Cancellation {}

    /** Nobody knows the run. */
    record Unknown(RunId run) implements Cancellation {}

    /** It cannot be asked for now. */
    record Unavailable(ProblemCode code, String reason) implements Cancellation {}
}
