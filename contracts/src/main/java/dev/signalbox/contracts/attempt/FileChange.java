package dev.signalbox.contracts.attempt;

import org.jspecify.annotations.Nullable;

/**
 * A file that an attempt changed.
 *
 * @param path relative to the workspace
 * @param added how many lines it has more; null for a file that is not text
 * @param removed how many lines it has less; null for a file that is not text
 */
public record FileChange(
        String path, @Nullable Integer added, @Nullable Integer removed) {}
