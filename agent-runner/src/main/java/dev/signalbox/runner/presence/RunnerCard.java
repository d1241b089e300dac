package dev.signalbox.runner.presence;

import java.time.Duration;

/**
 * What does not change about a runner while it lives.
 *
 * @param node its place, the same across restarts
 * @param runner this start of it
 * @param pool the pool whose attempts it takes
 * @param places how many attempts it works on at a time
 * @param interval how often it says that it is there
 */
public record RunnerCard(String node, String runner, String pool, int places, Duration interval) {}
