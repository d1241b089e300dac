package dev.signalbox.contracts.attempt;

import dev.signalbox.contracts.AttemptRef;
import java.time.Instant;

/**
 * The attempt has ended and nothing of it is left running.
 *
 * @param attempt which attempt
 * @param runner who reports it
 * @param result how it ended
 * @param at when, by the runner's clock
 */
public record AttemptFinished(AttemptRef attempt, String runner, AttemptResult result, Instant at) implements Outcome {}
