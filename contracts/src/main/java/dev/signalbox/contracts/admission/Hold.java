package dev.signalbox.contracts.admission;

import java.time.Instant;

/**
 * Nothing new starts.
 *
 * @param reason why, in the words of whoever asked
 * @param requestedBy who asked
 * @param since since when
 */
public record Hold(String reason, String requestedBy, Instant since) {}
