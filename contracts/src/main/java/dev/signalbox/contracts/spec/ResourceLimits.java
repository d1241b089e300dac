package dev.signalbox.contracts.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What the processes of one attempt may use, all of them together.
 *
 * @param memoryBytes how much memory; null when nothing is said
 * @param processes how many processes, each of their threads counted, at a time; null when nothing is said
 * @param processors the share of the machine's processors, 1.0 for one of them; null when nothing is said
 * @param retryOutOfMemory whether the step may be tried again after an attempt that ran out of memory
 */
public record ResourceLimits(
        @Nullable Long memoryBytes,
        @Nullable Integer processes,
        @Nullable Double processors,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean retryOutOfMemory) {
    /** No limit at all. */
    public static final ResourceLimits NONE = new ResourceLimits(null, null, null, false);

    public ResourceLimits {
        if ((memoryBytes != null && memoryBytes <= 0)
                || (processes != null && processes <= 0)
                || (processors != null && !(processors > 0))) {
            throw new IllegalArgumentException("a limit must be more than nothing");
        }
    }

    /** A limit on memory and on nothing else. */
    public static ResourceLimits ofMemory(long bytes) {
        return new ResourceLimits(bytes, null, null, false);
    }
}
