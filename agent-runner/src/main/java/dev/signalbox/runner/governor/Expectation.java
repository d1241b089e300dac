package dev.signalbox.runner.governor;

import java.math.BigDecimal;
import java.time.Duration;

/**
 * What is expected of an attempt of some age.
 *
 * @param least the lowest score that is good enough
 * @param strikes how many checks below it an attempt may have against it
 */
record Expectation(BigDecimal least, int strikes) {
    private static final Expectation AT_FIRST = new Expectation(new BigDecimal("-0.25"), 4);
    private static final Expectation SOON = new Expectation(new BigDecimal("0.35"), 3);
    private static final Expectation LATER = new Expectation(new BigDecimal("0.85"), 2);
    private static final Expectation IN_THE_END = new Expectation(new BigDecimal("1.10"), 2);

    static Expectation at(Duration age) {
        long minutes = age.toMinutes();
        if (minutes < 5) {
            return AT_FIRST;
        }
        if (minutes < 15) {
            return SOON;
        }
        return minutes < 45 ? LATER : IN_THE_END;
    }
}
