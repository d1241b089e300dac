package dev.signalbox.admission;

import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** When the circuit breaker of admission opens and closes. */
public interface BreakerConfig {
    /**
     * How long it stays open before a few runs are let in on trial. The environment variable {@code PI_ORCH_ADM_BREAKER_COOLDOWN_MS}
     * of the original, in milliseconds, sets the same.
     */
    @WithDefault("${PI_ORCH_ADM_BREAKER_COOLDOWN_MS:30000}ms")
    @DurationMin(millis = 1)
    Duration cooldown();

    /** How many runs are let in on trial; it closes when the scheduler has taken all of them. */
    @WithDefault("3")
    @Min(1)
    @Max(1_000)
    int probes();

    /** How long a run on trial may take to reach the scheduler. */
    @WithDefault("30s")
    @DurationMin(millis = 1)
    Duration probeTime();

    /**
     * How many attempts may have started, not ended, and shown no sign of life: with more it opens. The environment variable
     * {@code PI_ORCH_ADM_GAP_MAX} of the original sets the same.
     */
    @WithDefault("${PI_ORCH_ADM_GAP_MAX:24}")
    @Min(1)
    @Max(1_000_000)
    int gapMax();

    /** How long an attempt may be silent before it counts towards the gap. */
    @WithDefault("15s")
    @DurationMin(millis = 1)
    Duration silence();

    /**
     * After how long without any attempt starting or ending the gap is forgotten. The environment variable
     * {@code PI_ORCH_ADM_GAP_RESET_QUIET_MS} of the original, in milliseconds, sets the same.
     */
    @WithDefault("${PI_ORCH_ADM_GAP_RESET_QUIET_MS:45000}ms")
    @DurationMin(millis = 1)
    Duration gapResetQuiet();

    /** How many submissions the log may fail to acknowledge within the failure window: with more it opens. */
    @WithDefault("20")
    @Min(1)
    @Max(1_000_000)
    int failuresMax();

    /** Over how long failures are counted. */
    @WithDefault("30s")
    @DurationMin(millis = 1)
    Duration failureWindow();
}
