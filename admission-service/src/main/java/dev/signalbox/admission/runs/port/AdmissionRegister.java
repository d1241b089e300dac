package dev.signalbox.admission.runs.port;

import dev.signalbox.contracts.admission.AdmissionDecided;

/** Where every decision is written down for others to read. */
public interface AdmissionRegister {
    /** Never blocks. What cannot be written is logged and counted. */
    void record(AdmissionDecided decision);
}
