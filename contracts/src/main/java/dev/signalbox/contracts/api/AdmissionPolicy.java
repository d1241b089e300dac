package dev.signalbox.contracts.api;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The limits that the door holds, as {@code GET /v1/admission/policy} tells them. What is not here does not exist.
 *
 * @param maxRuns how many runs may be live at once, over all workspaces and replicas
 * @param activeRuns how many are live now; null when the state that counts them cannot be asked or is being rebuilt
 * @param leaseTime how long a run's place holds without being renewed
 * @param keyTime how long an idempotency key that a caller chose belongs to its first request
 * @param maxDefinitionBytes how large a definition may be, all of its files together
 * @param maxRequestBytes how large the body of a request may be
 */
public record AdmissionPolicy(
        int maxRuns,
        @Nullable Integer activeRuns,
        Duration leaseTime,
        Duration keyTime,
        long maxDefinitionBytes,
        long maxRequestBytes) {}
