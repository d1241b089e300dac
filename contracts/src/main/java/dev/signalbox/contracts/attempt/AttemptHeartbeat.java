package dev.signalbox.contracts.attempt;

import dev.signalbox.contracts.AttemptRef;
import java.time.Instant;

/**
 * The runner still works on the attempt: its lease begins anew.
 *
 * @param attempt which attempt
 * @param runner who works on it
 * @param at when, by the runner's clock
 */
public record AttemptHeartbeat(AttemptRef attempt, String runner, Instant at) implements Outcome {}
