package dev.signalbox.admission;

import io.quarkus.runtime.annotations.ConfigDocDefault;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import java.util.Optional;
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

    /** How many runs of one workspace may be live at once. */
    @WithDefault("1000000")
    @ConfigDocDefault("no limit beside max-runs")
    @Min(1)
    @Max(1_000_000)
    int maxRunsPerWorkspace();

    /**
     * How many agent processes may be alive at a time, over all runners; the runners hold it. Here it denies what asks for more at
     * once than there can ever be. Also read from {@code signalbox.runner.max-slots}. The environment variable {@code PI_ORCH_ADM_MAX_SLOTS} of the original sets the same for both.
     */
    @WithDefault("${signalbox.runner.max-slots:${PI_ORCH_ADM_MAX_SLOTS:16}}")
    @Min(1)
    @Max(1_000_000)
    int maxSlots();

    /**
     * How many agent processes of one workspace may be alive at a time, over all runners; no limit when it is not set. The scheduler and the
     * runners hold it. Also read from {@code signalbox.runner.max-slots-per-workspace}.
     */
    @WithDefault("${signalbox.runner.max-slots-per-workspace:}")
    @ConfigDocDefault("no limit beside max-slots")
    Optional<@Min(1) @Max(1_000_000) Integer> maxSlotsPerWorkspace();

    /**
     * How deep a run may stand below a root run, whose depth is 0. The environment variable {@code PI_ORCH_ADM_MAX_DEPTH} of the
     * original sets the same.
     */
    @WithDefault("${PI_ORCH_ADM_MAX_DEPTH:2}")
    @Min(0)
    @Max(1_000)
    int maxDepth();

    /**
     * Whether steps may say {@code on_conflict: override} and start beside whoever has their files. Whoever reaches this door may then
     * let two agents edit the same files; each time leaves a {@code ClaimOverridden} in the history of the run.
     */
    @WithDefault("false")
    boolean claimOverride();

    /** What a request gets when all places are taken: {@code reject} denies it, {@code queue} lets it wait. */
    @WithDefault("reject")
    AtCap atCap();

    /** How many runs may wait for a place. */
    @WithDefault("1000")
    @Min(1)
    @Max(100_000)
    int queueLimit();

    /** How long a waiting run must wait for as much advance as one step of priority gives. */
    @WithDefault("1m")
    @DurationMin(millis = 1)
    Duration queueAgeing();

    /** When the circuit breaker opens and closes. */
    BreakerConfig breaker();

    /** What a machine may have before it is under pressure. */
    PressureConfig pressure();

    /** A file of every decision. */
    DecisionLogConfig decisionLog();

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

    /**
     * How long Redis may take to answer. The environment variable {@code PI_ORCH_ADM_LOCK_WAIT_MS} of the original, in milliseconds,
     * sets the same.
     */
    @WithDefault("${PI_ORCH_ADM_LOCK_WAIT_MS:4000}ms")
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

    /**
     * How long a replica that rebuilds and falls silent keeps others from it. The environment variable
     * {@code PI_ORCH_ADM_LOCK_STALE_MS} of the original, in milliseconds, sets the same.
     */
    @WithDefault("${PI_ORCH_ADM_LOCK_STALE_MS:20000}ms")
    @DurationMin(seconds = 1)
    Duration rebuildLockTime();

    /** How long the log may take to answer a question of the upkeep, or to be read to its end. */
    @WithDefault("15s")
    @DurationMin(millis = 100)
    Duration logDeadline();

    /** The consumer group of the scheduler, whose progress tells which commands it has taken: its application id. */
    @WithDefault("signalbox-scheduler")
    @NotBlank
    String schedulerGroup();
}
