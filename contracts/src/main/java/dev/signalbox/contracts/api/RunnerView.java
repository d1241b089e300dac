package dev.signalbox.contracts.api;

import dev.signalbox.contracts.runner.RunnerHeartbeat;
import java.time.Instant;

/**
 * A runner as {@code GET /v1/runners} shows it.
 *
 * @param state whether it takes work
 * @param heardAt when it was last heard of
 * @param last what it said then
 */
public record RunnerView(RunnerState state, Instant heardAt, RunnerHeartbeat last) {}
