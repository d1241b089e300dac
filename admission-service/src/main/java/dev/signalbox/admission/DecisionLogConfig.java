package dev.signalbox.admission;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMin;

/** A file of every decision, one JSON object a line. */
public interface DecisionLogConfig {
    /**
     * Where it is; without it there is none. The environment variable {@code PI_ORCH_ADM_EVENT_LOG_PATH} of the original sets the
     * same.
     */
    @WithDefault("${PI_ORCH_ADM_EVENT_LOG_PATH:}")
    Optional<Path> path();

    /**
     * From which size on it is set aside and a new one begun. The environment variable {@code PI_ORCH_ADM_EVENT_LOG_MAX_BYTES} of the
     * original sets the same.
     */
    @WithDefault("${PI_ORCH_ADM_EVENT_LOG_MAX_BYTES:10485760}")
    MemorySize maxSize();

    /**
     * How many files are kept beside the current one. The environment variable {@code PI_ORCH_ADM_EVENT_LOG_MAX_BACKUPS} of the
     * original sets the same.
     */
    @WithDefault("${PI_ORCH_ADM_EVENT_LOG_MAX_BACKUPS:5}")
    @Min(1)
    @Max(1_000)
    int maxBackups();

    /**
     * How often the size is looked at. The environment variable {@code PI_ORCH_ADM_EVENT_LOG_ROTATE_CHECK_MS} of the original, in
     * milliseconds, sets the same.
     */
    @WithDefault("${PI_ORCH_ADM_EVENT_LOG_ROTATE_CHECK_MS:15000}ms")
    @DurationMin(millis = 1)
    Duration rotateCheck();
}
