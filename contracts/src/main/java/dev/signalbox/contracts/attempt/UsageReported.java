package dev.signalbox.contracts.attempt;

import dev.signalbox.contracts.AttemptRef;
import dev.signalbox.contracts.spec.Usage;
import java.time.Instant;

/**
 * What the attempt has used so far, all in all.
 *
 * @param attempt which attempt
 * @param runner who reports it
 * @param usage the total since the attempt began; never less than in an earlier report
 * @param at when, by the runner's clock
 */
public record UsageReported(AttemptRef attempt, String runner, Usage usage, Instant at) implements Outcome {}
