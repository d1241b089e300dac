package dev.signalbox.admission.runs;

import dev.signalbox.contracts.RunId;
import java.time.Instant;

/** When a run was admitted: its id says so. */
public final class RunTime {
    private static final int TIME_DIGITS_HIGH = 8;
    private static final int TIME_DIGITS_END = 13;

    private RunTime() {}

    /** The first 48 bits of a version 7 UUID are milliseconds since 1970. */
    public static Instant admissionOf(RunId run) {
        String id = run.value();
        String digits = id.substring(0, TIME_DIGITS_HIGH) + id.substring(TIME_DIGITS_HIGH + 1, TIME_DIGITS_END);
        return Instant.ofEpochMilli(Long.parseLong(digits, 16));
    }
}
