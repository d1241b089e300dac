package dev.signalbox.admission.agents;

import java.time.Duration;

/**
 * How long a runner may be silent.
 *
 * @param unhealthyAfter for how many of its intervals, until it counts as unhealthy
 * @param deadAfter for how many, until it counts as dead
 * @param forgottenAfter how long a dead one is still shown
 */
public record Patience(int unhealthyAfter, int deadAfter, Duration forgottenAfter) {}
