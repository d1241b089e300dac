package dev.signalbox.definitions.format.coordination;

import dev.signalbox.definitions.InputProblemCode;
import dev.signalbox.definitions.draft.Problems;
import dev.signalbox.definitions.draft.Section;
import dev.signalbox.definitions.format.Document;
import dev.signalbox.definitions.text.Value;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the defaults of a project: a document whose only root key is {@code coordination}. */
final class SettingsReader {
    private static final String ROOT = "coordination";
    private static final int MOST_PARALLEL = 1_000_000;
    private static final int MOST_ATTEMPTS = 1_000;
    private static final BigDecimal LONGEST_SECONDS =
            BigDecimal.valueOf(Duration.ofDays(3_660).toSeconds());
    private static final BigDecimal NANOSECONDS = BigDecimal.valueOf(1_000_000_000);
    private static final List<String> RULES = List.of("security");
    private static final String RESOURCE_LIMITS = "resource_limits";
    private static final String MEMORY = "max_memory_mb";
    private static final long MOST_MEGABYTES = 1L << 40;
    private static final long MEGABYTE = 1L << 20;

    private final Problems problems;

    SettingsReader(Problems problems) {
        this.problems = problems;
    }

    static boolean isSettings(Document document) {
        return document.value() instanceof Value.Fields fields
                && fields.fields().size() == 1
                && fields.has(ROOT);
    }

    CoordinationSettings read(Document document) {
        if (!(document.value() instanceof Value.Fields fields)) {
            return CoordinationSettings.NONE;
        }
        return new Section(fields, "a configuration of coordination", problems)
                .section(ROOT, "'coordination'")
                .map(this::settings)
                .orElse(CoordinationSettings.NONE);
    }

    private CoordinationSettings settings(Section section) {
        Optional<Section> retry = section.section("retry_policy", "'retry_policy'");
        CoordinationSettings settings = new CoordinationSettings(
                Choice.read(section, "default_mode", CoordinationMode.texts(), CoordinationMode::named),
                section.wholeNumber("max_parallel_workflows", 1, MOST_PARALLEL),
                section.amount("default_budget"),
                minutes(section, "timeout_minutes"),
                retry.map(policy -> policy.wholeNumber("max_attempts", 1, MOST_ATTEMPTS))
                        .orElse(null),
                retry.map(policy -> seconds(policy, "backoff_seconds")).orElse(List.of()),
                section.section(RESOURCE_LIMITS, "'resource_limits'")
                        .map(limits -> limits.wholeNumber(MEMORY, 1, MOST_MEGABYTES))
                        .map(megabytes -> megabytes * MEGABYTE)
                        .orElse(null),
                new Kept()
                        .put(RESOURCE_LIMITS, otherLimits(section))
                        .keys(section, RULES)
                        .all());
        retry.ifPresent(Section::reportUnknownKeys);
        section.reportUnknownKeys();
        return settings;
    }

    /** Limits that are understood and that nobody holds an attempt to. */
    private static Map<String, Object> otherLimits(Section section) {
        return section.section(RESOURCE_LIMITS, "'resource_limits'")
                .map(limits -> new Kept().allBut(limits, Set.of(MEMORY)).all())
                .orElse(Map.of());
    }

    private List<Duration> seconds(Section section, String key) {
        List<Duration> durations = new ArrayList<>();
        for (Value item : section.items(key, "a list of seconds, for example [1, 5, 15]")) {
            Optional<Duration> duration = item instanceof Value.Numeral numeral
                    ? duration(number(numeral), BigDecimal.ONE)
                    : Optional.empty();
            if (duration.isEmpty()) {
                problems.error(
                        InputProblemCode.DURATION_INVALID,
                        item.place(),
                        "each of '" + key + "' must be a number of seconds, not negative");
            }
            duration.ifPresent(durations::add);
        }
        return durations;
    }

    private static @Nullable BigDecimal number(Value.Numeral numeral) {
        try {
            return numeral.literal().length() > 30 ? null : new BigDecimal(numeral.literal());
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** A length of time in minutes, longer than nothing; null when it is missing or, which is reported, wrong. */
    static @Nullable Duration minutes(Section section, String key) {
        BigDecimal minutes = section.amount(key);
        if (minutes == null) {
            return null;
        }
        Optional<Duration> duration = duration(minutes, BigDecimal.valueOf(60)).filter(Duration::isPositive);
        if (duration.isEmpty()) {
            section.invalid(key, "must be a number of minutes, more than 0 and at most ten years");
        }
        return duration.orElse(null);
    }

    private static Optional<Duration> duration(@Nullable BigDecimal number, BigDecimal unit) {
        if (number == null || number.signum() < 0 || Math.abs((long) number.scale()) > 30) {
            return Optional.empty();
        }
        BigDecimal seconds = number.multiply(unit);
        if (seconds.compareTo(LONGEST_SECONDS) > 0) {
            return Optional.empty();
        }
        return Optional.of(Duration.ofNanos(seconds.multiply(NANOSECONDS).longValue()));
    }
}
