package dev.signalbox.contracts.governor;

import dev.signalbox.contracts.spec.Usage;
import java.time.Duration;

/**
 * What attempts have used.
 *
 * @param usage tokens and money
 * @param turns how often they asked the model
 * @param atWork how long at least one of them was at work
 */
public record WorkSoFar(Usage usage, int turns, Duration atWork) {
    public static final WorkSoFar NONE = new WorkSoFar(Usage.NONE, 0, Duration.ZERO);
}
