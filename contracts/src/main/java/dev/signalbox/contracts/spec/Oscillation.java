package dev.signalbox.contracts.spec;

/**
 * When a step is said to go to and fro between the same failures.
 *
 * @param window how many of the latest attempts are looked at, 2 to 12
 * @param threshold how many of them must have failed in the same way, 2 to {@code window}
 */
public record Oscillation(int window, int threshold) {
    public Oscillation {
        if (threshold < 2 || threshold > window || window > RetryPolicy.MOST_FAILURES_KEPT) {
            throw new IllegalArgumentException("an oscillation is 2 or more of at most "
                    + RetryPolicy.MOST_FAILURES_KEPT + " attempts, not " + threshold + " of " + window);
        }
    }
}
