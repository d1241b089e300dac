package dev.signalbox.admission.command.port;

import dev.signalbox.admission.command.Whereabouts;
import dev.signalbox.contracts.RunId;

/** The memory of all runs there ever were. */
public interface RunHistory {
    /** Blocks until answered, a few seconds at most. */
    Whereabouts whereaboutsOf(RunId run);
}
