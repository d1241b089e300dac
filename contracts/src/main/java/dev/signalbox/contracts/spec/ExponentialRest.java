package dev.signalbox.contracts.spec;

import java.time.Duration;

/**
 * Rests that grow by a factor.
 *
 * @param initial the rest before the second attempt
 * @param factor how many times as long every further rest is, at least 1
 * @param max the longest rest
 */
public record ExponentialRest(Duration initial, double factor, Duration max) {
    public ExponentialRest {
        if (!(factor >= 1 && factor < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("the factor must be at least 1, not " + factor);
        }
    }

    /** The rest after so many attempts that did not succeed. */
    Duration after(int failed) {
        double millis = initial.toMillis() * Math.pow(factor, failed - 1);
        return millis < max.toMillis() ? Duration.ofMillis(Math.round(millis)) : max;
    }
}
