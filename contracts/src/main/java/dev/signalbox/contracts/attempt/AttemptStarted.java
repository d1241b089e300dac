package dev.signalbox.contracts.attempt;

import dev.signalbox.contracts.AttemptRef;
import java.time.Duration;
import java.time.Instant;

/**
 * A runner has taken an attempt. It is acknowledged before the process is started, so that a crash leaves a trace.
 *
 * @param attempt which attempt
 * @param runner who has taken it
 * @param lease how long the scheduler waits for the next report before it calls the attempt lost
 * @param at when, by the runner's clock
 */
public record AttemptStarted(AttemptRef attempt, String runner, Duration lease, Instant at) implements Outcome {}
