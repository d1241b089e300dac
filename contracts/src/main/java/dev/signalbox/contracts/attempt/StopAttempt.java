package dev.signalbox.contracts.attempt;

import dev.signalbox.contracts.AttemptRef;
import java.time.Instant;

/**
 * Asks for the end of one attempt, whether it runs or still waits in its topic. The runner answers with an
 * {@link AttemptFinished}. An attempt that has ended already is left alone.
 *
 * @param attempt which attempt
 * @param cause why; becomes the outcome of the attempt
 * @param requestedAt when the scheduler decided it
 */
public record StopAttempt(AttemptRef attempt, StopCause cause, Instant requestedAt) implements Control {}
