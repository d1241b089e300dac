package dev.signalbox.cli.watch;

import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.event.WaitsFor;
import java.time.Duration;

/**
 * A step has waited for a claim that another step held.
 *
 * @param step who waited
 * @param claim for whose claim, and a path that both wanted
 * @param time how long
 */
public record ClaimWait(StepId step, WaitsFor.Claim claim, Duration time) {}
