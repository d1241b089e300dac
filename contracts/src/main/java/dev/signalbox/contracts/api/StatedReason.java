package dev.signalbox.contracts.api;

import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /v1/runs/{id}/cancel}, {@code /pause} and {@code /resume}.
 *
 * @param reason why; null when nothing was said
 */
public record StatedReason(@Nullable String reason) {}
