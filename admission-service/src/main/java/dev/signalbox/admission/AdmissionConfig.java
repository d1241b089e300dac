package dev.signalbox.admission;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** Limits of the door. */
@ConfigMapping(prefix = "signalbox.admission")
public interface AdmissionConfig {
    /**
     * How many runs may be live at once, over all workspaces and replicas. The environment variable {@code PI_ORCH_ADM_MAX_RUNS} of
     * the original sets the same.
     */
    @WithDefault("${PI_ORCH_ADM_MAX_RUNS:6}")
    @Min(1)
    @Max(1_000_000)
    int maxRuns();

    /**
     * How long a lease holds without being renewed, which is the longest that a leaked one can block a place. The environment
     * variable {@code PI_ORCH_ADM_RUN_TTL_MS} of the original, in milliseconds, sets the same.
     */
    @WithDefault("${PI_ORCH_ADM_RUN_TTL_MS:60000}ms")
    @DurationMin(seconds = 3)
    Duration leaseTime();

    /** How long a key that a caller chose belongs to its first request. */
    @WithDefault("24h")
    @DurationMin(seconds = 1)
    Duration keyTime();

    /** The largest definition, all of its files together. */
    @WithDefault("8M")
    MemorySize maxDefinitionSize();

    /** The largest body of a request. Wider than a definition may be: its text is escaped in JSON. Less than 2 GiB. */
    @WithDefault("32M")
    MemorySize maxRequestSize();

    /** How long a caller waits for the log to acknowledge a run before it is told that the log is unavailable. */
    @WithDefault("5s")
    @DurationMin(millis = 100)
    Duration submitDeadline();

    /** How long Redis may take to answer. */
    @WithDefault("4s")
    @DurationMin(millis = 10)
    Duration stateDeadline();

    /** How long a granted run may be missing from the log before the sweeper sends it. */
    @WithDefault("10s")
    @DurationMin(millis = 100)
    Duration unsentFor();

    /** How often leases are renewed and unsent runs looked for; at most a sixth of the lease time is used. */
    @WithDefault("5s")
    @DurationMin(millis = 100)
    Duration upkeepInterval();

    /** How long a rebuild waits before it reads the log, for what other replicas have in flight to arrive there. */
    @WithDefault("200ms")
    @DurationMin
    Duration rebuildQuiet();

    /** How long the log may take to answer a question of the upkeep, or to be read to its end. */
    @WithDefault("15s")
    @DurationMin(millis = 100)
    Duration logDeadline();

    /** The consumer group of the scheduler, whose progress tells which commands it has taken: its application id. */
    @WithDefault("signalbox-scheduler")
    @NotBlank
    String schedulerGroup();
}
