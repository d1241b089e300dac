package dev.signalbox.admission;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMin;

/** Where readings of machines come from. */
public interface PressureConfig {
    /**
     * A file to which a watchdog writes samples of this machine, one JSON object a line. The environment variable
     * {@code PI_ORCH_ADM_PRESSURE_LOG_PATH} of the original sets the same.
     */
    @WithDefault("${PI_ORCH_ADM_PRESSURE_LOG_PATH:}")
    Optional<Path> logPath();

    /**
     * How old a reading may be. The environment variable {@code PI_ORCH_ADM_PRESSURE_FRESHNESS_MS} of the original, in milliseconds,
     * sets the same.
     */
    @WithDefault("${PI_ORCH_ADM_PRESSURE_FRESHNESS_MS:30000}ms")
    @DurationMin(millis = 1)
    Duration freshness();

    /**
     * How much of the end of the file is read. The environment variable {@code PI_ORCH_ADM_PRESSURE_TAIL_BYTES} of the original sets
     * the same.
     */
    @WithDefault("${PI_ORCH_ADM_PRESSURE_TAIL_BYTES:131072}")
    MemorySize tailSize();

    /**
     * How many lines of the end of the file are looked at. The environment variable {@code PI_ORCH_ADM_PRESSURE_TAIL_LINES} of the
     * original sets the same.
     */
    @WithDefault("${PI_ORCH_ADM_PRESSURE_TAIL_LINES:200}")
    @Min(1)
    @Max(1_000_000)
    int tailLines();
}
