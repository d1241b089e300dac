package dev.signalbox.runner;

import java.time.Duration;

/** What the configuration must fulfil so that leases can be kept. */
final class RunnerRules {
    private RunnerRules() {}

    /** @throws IllegalArgumentException with a sentence that names the keys */
    static void check(RunnerConfig config) {
        require(config.maxSlots() >= 1, "signalbox.runner.max-slots must be at least 1");
        require(
                config.maxSlotsPerWorkspace().orElse(1) >= 1,
                "signalbox.runner.max-slots-per-workspace must be at least 1");
        require(config.places().orElse(1) >= 1, "signalbox.runner.places must be at least 1");
        require(
                config.maxOutput().asLongValue() >= 1024 * 1024,
                "signalbox.runner.max-output must be at least 1M, so that its tail is worth something");
        requirePositive(config.heartbeatInterval(), "heartbeat-interval");
        require(
                config.presenceInterval().compareTo(Duration.ofMillis(100)) >= 0,
                "signalbox.runner.presence-interval must be at least 100ms");
        requirePositive(config.leaseMargin(), "lease-margin");
        requirePositive(config.outputWait(), "output-wait");
        requirePositive(config.spoolAfter(), "spool-after");
        requirePositive(config.resultGrace(), "result-grace");
        require(
                config.slotLease().compareTo(Duration.ofSeconds(1)) >= 0,
                "signalbox.runner.slot-lease must be at least 1s");
        require(!config.stopGrace().isNegative(), "signalbox.runner.stop-grace must not be negative");
        require(!config.drain().grace().isNegative(), "signalbox.runner.drain.grace must not be negative");
        require(
                config.heartbeatInterval()
                                .multipliedBy(2)
                                .compareTo(config.lease().minus(config.leaseMargin()))
                        <= 0,
                "signalbox.runner.lease less signalbox.runner.lease-margin must leave room for two heartbeats of "
                        + "signalbox.runner.heartbeat-interval");
        require(config.worktrees().most() >= 1, "signalbox.runner.worktrees.most must be at least 1");
        require(
                config.worktrees()
                        .maxSize()
                        .filter(size -> size.asLongValue() < 1024 * 1024)
                        .isEmpty(),
                "signalbox.runner.worktrees.max-size must be at least 1M");
        require(
                config.worktrees().gitTimeout().isPositive()
                        && config.worktrees().gateTimeout().isPositive()
                        && config.worktrees().radarInterval().isPositive(),
                "the times of signalbox.runner.worktrees must be more than nothing");
        require(
                config.stopMemory().compareTo(config.lease()) > 0,
                "signalbox.runner.stop-memory must be longer than signalbox.runner.lease");
    }

    private static void requirePositive(Duration value, String key) {
        require(value.isPositive(), "signalbox.runner." + key + " must be more than nothing");
    }

    private static void require(boolean fulfilled, String sentence) {
        if (!fulfilled) {
            throw new IllegalArgumentException(sentence);
        }
    }
}
