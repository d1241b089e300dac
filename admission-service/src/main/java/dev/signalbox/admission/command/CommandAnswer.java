package dev.signalbox.admission.command;

import dev.signalbox.contracts.ProblemCode;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.event.RunStatus;

/** What becomes of a command about a run. */
public sealed interface CommandAnswer {
    /** The scheduler will read it. */
    record Requested(RunId run) implements CommandAnswer {}

    /** The run is over. */
    record TooLate(RunId run, RunStatus status) implements CommandAnswer {}

    /** Nobody knows the run. */
    record Unknown(RunId run) implements CommandAnswer {}

    /** It cannot be asked for now. */
    record Unavailable(ProblemCode code, String reason) implements CommandAnswer {}
}
