package dev.signalbox.contracts.api;

import org.jspecify.annotations.Nullable;

/**
 * The body of a request that asks something of a run, a step, a workspace or everything and needs no more than a reason.
 *
 * @param reason why; null when nothing was said
 */
public record StatedReason(@Nullable String reason) {}
