package dev.signalbox.scheduler.stream;

import dev.signalbox.scheduler.workspace.Retention;
import java.time.Duration;

/**
 * What the processor needs to know.
 *
 * @param retention how long ended runs are remembered
 * @param timerResolution how often timers are looked at
 */
public record SchedulerSettings(Retention retention, Duration timerResolution) {}
