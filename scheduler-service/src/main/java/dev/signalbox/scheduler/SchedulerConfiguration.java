package dev.signalbox.scheduler;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What an operator can set about the scheduler. */
@ConfigMapping(prefix = "signalbox.scheduler")
public interface SchedulerConfiguration {
    /** Names this instance for ever, so that after a restart it takes up its partitions at once. Unique among the instances. */
    @WithDefault("scheduler-1")
    String instanceId();

    /** How often timers are looked at: rests, deadlines and leases are late by at most this. */
    @WithDefault("20ms")
    Duration timerResolution();

    /** How long a caller's idempotency key holds, counted from admission. */
    @WithDefault("24h")
    Duration callerKeyWindow();

    /** How long any run is remembered after its end, so that a repeated command is recognised. */
    @WithDefault("10m")
    Duration rememberEndedRuns();
}
