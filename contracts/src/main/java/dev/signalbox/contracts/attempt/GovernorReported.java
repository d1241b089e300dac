package dev.signalbox.contracts.attempt;

import dev.signalbox.contracts.AttemptRef;
import dev.signalbox.contracts.governor.GovernorFinding;
import java.time.Instant;

/**
 * What the governor has found in an attempt while it runs. At most one score in each check interval, and each tripwire once.
 *
 * @param attempt which attempt
 * @param runner who reports it
 * @param finding what was found
 * @param at when, by the runner's clock
 */
public record GovernorReported(AttemptRef attempt, String runner, GovernorFinding finding, Instant at)
        implements Outcome {}
