package dev.signalbox.admission;

import dev.signalbox.admission.breaker.HostLimits;
import dev.signalbox.contracts.runner.HostLoad;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMin;

/** What a machine may have before it is under pressure, and where readings of machines come from. */
public interface PressureConfig {
    /** With more processes on it a machine is critical. */
    @WithDefault("20000")
    @Min(1)
    int maxProcesses();

    /** With a larger share of its memory in use a machine is critical; 1 is never exceeded. */
    @WithDefault("0.95")
    @DecimalMin("0")
    @DecimalMax("1")
    double maxMemoryUsed();

    /** With a higher load average of the last minute for each processor a machine is critical. */
    @WithDefault("32")
    @DecimalMin("0.01")
    double maxLoadPerCore();

    /** With a larger share of its disk in use a machine is critical; 1 is never exceeded. */
    @WithDefault("0.97")
    @DecimalMin("0")
    @DecimalMax("1")
    double maxDiskUsed();

    /** Above which part of a limit a machine is shown as worth a look. */
    @WithDefault("0.9")
    @DecimalMin("0")
    @DecimalMax("1")
    double warnShare();

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

    /** The limits in one piece. */
    default HostLimits limits() {
        return new HostLimits(
                new HostLoad(maxProcesses(), maxMemoryUsed(), maxLoadPerCore(), maxDiskUsed()), warnShare());
    }
}
