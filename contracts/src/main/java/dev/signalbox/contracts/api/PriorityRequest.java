package dev.signalbox.contracts.api;

import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /v1/runs/{id}/priority}.
 *
 * @param priority 1 to 10; the higher goes first
 * @param reason why; null when nothing was said
 */
public record PriorityRequest(int priority, @Nullable String reason) {}
