package dev.signalbox.definitions.format;

import dev.signalbox.contracts.governor.GovernorLimits;
import dev.signalbox.contracts.governor.GovernorMode;
import dev.signalbox.contracts.governor.GovernorRule;
import dev.signalbox.definitions.draft.Choice;
import dev.signalbox.definitions.draft.Section;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads {@code governor}, which runs and steps write alike. */
final class GovernorSection {
    private static final List<String> MODES = List.of("observe", "warn", "enforce");
    private static final Duration SHORTEST_FUSE = Duration.ofSeconds(60);
    private static final int MOST_COUNTED = 100;
    private static final int MOST_TURNS = 1_000_000;

    private GovernorSection() {}

    /** What a run or a step says to the governor; null when it says nothing. */
    static @Nullable GovernorRule read(Section owner) {
        return owner.section("governor", "'governor'")
                .map(GovernorSection::rule)
                .orElse(null);
    }

    private static GovernorRule rule(Section section) {
        @Nullable String mode = Choice.of(section, "mode", MODES);
        GovernorRule rule = new GovernorRule(
                mode == null ? null : GovernorMode.valueOf(mode.toUpperCase(Locale.ROOT)),
                new GovernorLimits(
                        moreThanNothing(section, "max_cost_usd"),
                        section.wholeNumber("max_tokens", 1L, Long.MAX_VALUE),
                        section.wholeNumber("max_turns", 1, MOST_TURNS),
                        fuse(section)),
                section.duration("silence"),
                count(section, "loop"),
                count(section, "churn"),
                section.truth("progress"));
        section.reportUnknownKeys();
        return rule;
    }

    private static @Nullable BigDecimal moreThanNothing(Section section, String key) {
        @Nullable BigDecimal amount = section.amount(key);
        if (amount != null && amount.signum() == 0) {
            section.invalid(key, "must be more than nothing");
            return null;
        }
        return amount;
    }

    private static @Nullable Duration fuse(Section section) {
        @Nullable Duration fuse = section.duration("fuse");
        if (fuse != null && fuse.compareTo(SHORTEST_FUSE) < 0) {
            section.invalid("fuse", "must be at least 60s");
            return null;
        }
        return fuse;
    }

    /** How often is too often: never when it is 0. */
    private static @Nullable Integer count(Section section, String key) {
        @Nullable Integer count = section.wholeNumber(key, 0, MOST_COUNTED);
        if (count != null && count == 1) {
            section.invalid(key, "must be 0, or from 2 to " + MOST_COUNTED);
            return null;
        }
        return count;
    }
}
