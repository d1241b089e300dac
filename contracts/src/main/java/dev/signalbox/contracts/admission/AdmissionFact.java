package dev.signalbox.contracts.admission;

import java.time.Instant;

/** Something that admission decided. On {@code signalbox.admissions}. */
public sealed interface AdmissionFact permits AdmissionDecided, CircuitChanged {
    /** Names it; a UUID of version 7, so that the larger is the later. */
    String id();

    Instant at();
}
