package dev.signalbox.contracts.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.signalbox.contracts.runner.HostLoad;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a machine that runs agents is doing.
 *
 * @param host which one
 * @param severity what it means for admission
 * @param reason the same in a sentence
 * @param at when it was measured, or when it was heard of
 * @param load what was measured; null when only the verdict is known
 */
public record PressureView(
        String host,
        PressureSeverity severity,
        String reason,
        Instant at,
        @Nullable HostLoad load) {
    /** How bad it is. */
    public enum PressureSeverity {
        @JsonProperty("ok")
        OK,
        /** Worth a look; runs are admitted. */
        @JsonProperty("warn")
        WARN,
        /** The circuit breaker opens. */
        @JsonProperty("critical")
        CRITICAL
    }
}
