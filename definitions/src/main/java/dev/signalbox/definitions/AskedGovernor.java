package dev.signalbox.definitions;

import dev.signalbox.contracts.api.RunParameters.GovernorParameters;
import dev.signalbox.contracts.governor.GovernorLimits;
import dev.signalbox.contracts.governor.GovernorMode;
import dev.signalbox.contracts.governor.GovernorRule;
import dev.signalbox.definitions.draft.DidYouMean;
import dev.signalbox.definitions.draft.Problems;
import dev.signalbox.definitions.text.Place;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What is said to the governor beside the files: it goes before what they say, and holds for the run as a whole. */
record AskedGovernor(GovernorParameters asked, Problems problems) {
    private static final int SHORTEST_FUSE = 60;
    private static final long LONGEST_FUSE = Duration.ofDays(3_660).toSeconds();
    private static final List<String> MODES = List.of("observe", "warn", "enforce");
    private static final Place PLACE = Place.startOf("request");

    /** @param written what the files say; null when they say nothing */
    GovernorRule over(@Nullable GovernorRule written) {
        GovernorRule rule = written == null ? GovernorRule.NONE : written;
        return rule.overriddenBy(mode(), new GovernorLimits(cost(), tokens(), null, fuse()));
    }

    private @Nullable GovernorMode mode() {
        String mode = asked.mode();
        if (mode == null) {
            return null;
        }
        require(
                MODES.contains(mode),
                "the governor's mode must be observe, warn or enforce, not '" + mode + "'"
                        + DidYouMean.among(MODES, mode));
        return MODES.contains(mode) ? GovernorMode.valueOf(mode.toUpperCase(Locale.ROOT)) : null;
    }

    private @Nullable BigDecimal cost() {
        BigDecimal cost = asked.maxCostUsd();
        require(cost == null || cost.signum() > 0, "the governor's most cost must be more than nothing, not " + cost);
        return cost;
    }

    private @Nullable Long tokens() {
        Long tokens = asked.maxTokens();
        require(tokens == null || tokens >= 1, "the governor's most tokens must be at least 1, not " + tokens);
        return tokens;
    }

    private @Nullable Duration fuse() {
        Long seconds = asked.fuseSeconds();
        boolean possible = seconds == null || (seconds >= SHORTEST_FUSE && seconds <= LONGEST_FUSE);
        require(
                possible,
                "the governor's fuse must be at least " + SHORTEST_FUSE + " seconds, and at most " + LONGEST_FUSE
                        + ", not " + seconds);
        return seconds == null || !possible ? null : Duration.ofSeconds(seconds);
    }

    private void require(boolean fulfilled, String message) {
        if (!fulfilled) {
            problems.error(InputProblemCode.VALUE_INVALID, PLACE, message);
        }
    }
}
