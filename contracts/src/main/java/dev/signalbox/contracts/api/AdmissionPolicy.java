package dev.signalbox.contracts.api;

import dev.signalbox.contracts.runner.HostLoad;
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
 * @param caps the other caps; null when the door is older than they are
 * @param queue what happens when all places are taken; null when the door is older than that
 * @param breaker when the circuit breaker opens and closes; null when the door is older than that
 * @param decisionLog the file of every decision; null when there is none
 */
public record AdmissionPolicy(
        int maxRuns,
        @Nullable Integer activeRuns,
        Duration leaseTime,
        Duration keyTime,
        long maxDefinitionBytes,
        long maxRequestBytes,
        @Nullable Caps caps,
        @Nullable Queue queue,
        @Nullable Breaker breaker,
        @Nullable DecisionLog decisionLog) {
    /**
     * Caps beside that on live runs.
     *
     * @param maxRunsPerWorkspace how many runs of one workspace may be live at once
     * @param maxSlots how many agent processes may be alive at a time, over all runners
     * @param maxDepth how deep a run may stand below a root run
     * @param maxSlotsPerWorkspace how many agent processes of one workspace may be alive at a time; null without such a cap
     */
    public record Caps(
            int maxRunsPerWorkspace,
            int maxSlots,
            int maxDepth,
            @Nullable Integer maxSlotsPerWorkspace) {
        /** Without a cap on the slots of a workspace. */
        public Caps(int maxRunsPerWorkspace, int maxSlots, int maxDepth) {
            this(maxRunsPerWorkspace, maxSlots, maxDepth, null);
        }

        /** How many steps can be at work at once in one workspace. */
        public int mostSlotsTogether() {
            return maxSlotsPerWorkspace == null ? maxSlots : Math.min(maxSlots, maxSlotsPerWorkspace);
        }
    }

    /**
     * What happens when all places are taken.
     *
     * @param atCap {@code reject} or {@code queue}
     * @param limit how many runs may wait
     * @param waitingRuns how many wait now; null when that is not known
     * @param ageing how much waiting counts as one step of priority
     */
    public record Queue(String atCap, int limit, @Nullable Integer waitingRuns, Duration ageing) {}

    /**
     * When the circuit breaker opens and closes.
     *
     * @param cooldown how long it stays open
     * @param probes how many runs are let in on trial after that
     * @param gapMax how many attempts may have started, not ended and be silent
     * @param gapResetQuiet after how long without any attempt starting or ending those are forgotten
     * @param failuresMax how many submissions in a row the log may fail to acknowledge
     * @param failureWindow within how long
     * @param pressureFreshness how old a reading of a machine may be
     * @param pressureLimits with more of any of them a machine is critical; null when the door is older than that
     */
    public record Breaker(
            Duration cooldown,
            int probes,
            int gapMax,
            Duration gapResetQuiet,
            int failuresMax,
            Duration failureWindow,
            Duration pressureFreshness,
            @Nullable HostLoad pressureLimits) {}

    /**
     * The file of every decision.
     *
     * @param path where it is
     * @param maxBytes from which size on it is set aside
     * @param maxBackups how many files are kept beside the current one
     * @param rotateCheck how often the size is looked at
     */
    public record DecisionLog(String path, long maxBytes, int maxBackups, Duration rotateCheck) {}
}
