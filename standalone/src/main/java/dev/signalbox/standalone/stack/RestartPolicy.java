package dev.signalbox.standalone.stack;

import java.time.Duration;

/**
 * When a process that died is started again. The first time nearly at once, then after ever longer, ten seconds at most.
 *
 * @param first the delay after the first death; doubled with each further one
 * @param longest the longest delay
 * @param settled a process that was ready for so long has put its earlier deaths behind it
 * @param crashLoop from so many deaths in a row on it is called a crash loop
 */
record RestartPolicy(Duration first, Duration longest, Duration settled, int crashLoop) {
    private static final int DOUBLINGS_BEFORE_OVERFLOW = 30;

    static RestartPolicy ordinary() {
        return new RestartPolicy(Duration.ofMillis(100), Duration.ofSeconds(10), Duration.ofSeconds(30), 4);
    }

    /** How many deaths in a row there are now, after {@code before} of them and a life that was ready for so long. */
    int deathsInARow(int before, Duration readyFor) {
        return readyFor.compareTo(settled) >= 0 ? 1 : before + 1;
    }

    /** @param deathsInARow at least 1 */
    Duration delayAfter(int deathsInARow) {
        Duration delay = first.multipliedBy(1L << Math.min(deathsInARow - 1, DOUBLINGS_BEFORE_OVERFLOW));
        return delay.compareTo(longest) < 0 ? delay : longest;
    }

    boolean isCrashLoop(int deathsInARow) {
        return deathsInARow >= crashLoop;
    }
}
