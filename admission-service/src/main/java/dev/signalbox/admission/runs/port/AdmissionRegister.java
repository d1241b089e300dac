package dev.signalbox.admission.runs.port;

import dev.signalbox.contracts.admission.AdmissionDecided;
import dev.signalbox.contracts.admission.CircuitChanged;
import java.util.concurrent.CompletableFuture;

/** Where every decision is written down for others to read. */
public interface AdmissionRegister {
    /** Never blocks. What cannot be written is logged and counted. */
    void record(AdmissionDecided decision);

    /** Never blocks. Completes when the change is in the log; exceptionally when it may not be. */
    CompletableFuture<Void> announce(CircuitChanged change);
}
