package dev.signalbox.scheduler.stream;

import org.jspecify.annotations.Nullable;

/**
 * A record on its way out.
 *
 * @param topic where it goes
 * @param body the text, UTF-8; null to delete what the key had
 */
record Outgoing(String topic, byte @Nullable [] body) {}
