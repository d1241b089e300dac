package dev.signalbox.definitions.format;

import dev.signalbox.contracts.spec.Oscillation;
import dev.signalbox.contracts.spec.RetryPolicy;
import dev.signalbox.definitions.draft.Kept;
import dev.signalbox.definitions.draft.Section;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code circuit_breaker} of a workstream: after how many attempts it is given up, after how many that failed in the same way,
 * and after how many such among the latest. What cannot be counted (once, or more often than is remembered) is kept.
 */
final class BreakerSection {
    private static final int WINDOW = 4;
    private static final String REPEATS = "max_error_repeats";
    private static final String OSCILLATION = "oscillation_threshold";

    private final Section section;
    private final Kept notEnforced;

    BreakerSection(Section section, Kept notEnforced) {
        this.section = section;
        this.notEnforced = notEnforced;
    }

    /** @param attempts how often it is tried when this says nothing of it */
    RetryPolicy read(int attempts) {
        @Nullable Integer most = section.wholeNumber("max_attempts", 1, Integer.MAX_VALUE);
        @Nullable Integer threshold = countable(OSCILLATION);
        RetryPolicy policy = new RetryPolicy(
                most == null ? attempts : most,
                List.of(),
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                countable(REPEATS),
                threshold == null ? null : new Oscillation(Math.max(WINDOW, threshold), threshold));
        section.reportUnknownKeys();
        return policy;
    }

    private @Nullable Integer countable(String key) {
        @Nullable Integer number = section.wholeNumber(key, 0, Integer.MAX_VALUE);
        if (number == null || (number >= 2 && number <= RetryPolicy.MOST_FAILURES_KEPT)) {
            return number;
        }
        notEnforced.keep("circuit_breaker." + key, section, key);
        return null;
    }
}
