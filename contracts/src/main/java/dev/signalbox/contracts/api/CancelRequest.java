package dev.signalbox.contracts.api;

import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /v1/runs/{id}/cancel}.
 *
 * @param reason why; null when nothing was said
 */
public record CancelRequest(@Nullable String reason) {}
