package dev.signalbox.definitions.format.openintent;

import dev.signalbox.contracts.spec.FailureCause;
import dev.signalbox.contracts.spec.RetryPolicy;
import dev.signalbox.definitions.draft.Choice;
import dev.signalbox.definitions.draft.Kept;
import dev.signalbox.definitions.draft.Mention;
import dev.signalbox.definitions.draft.Section;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code retry} in both of its dialects: {@code initial_delay_ms}, {@code max_delay_ms}, {@code retryable_errors} and {@code
 * fallback_agent}, or {@code base_delay_seconds}, {@code max_delay_seconds}, {@code retry_on} and {@code fallback_agents}. Attempts,
 * rests and agents that take over become a policy. Of the errors that are worth a retry only {@code TIMEOUT} can be told from the others:
 * the list is kept as well when it names another one.
 */
final class RetrySection {
    private static final int MOST_ATTEMPTS = 1_000;
    private static final int DEFAULT_ATTEMPTS = 3;
    private static final String CONSTANT = "constant";
    private static final String EXPONENTIAL = "exponential";
    private static final String FALLBACK = "fallback_agent";
    private static final String FALLBACKS = "fallback_agents";
    private static final Set<String> TIMEOUTS = Set.of("TIMEOUT", "TIMED_OUT");
    private static final List<String> BACKOFFS = List.of(CONSTANT, "fixed", "linear", EXPONENTIAL);
    private static final Duration DEFAULT_DELAY = Duration.ofSeconds(1);
    private static final Duration DEFAULT_MOST = Duration.ofMinutes(1);
    private static final BigDecimal LONGEST_IN_MILLISECONDS =
            BigDecimal.valueOf(Duration.ofDays(365).toMillis());

    private final Section section;

    RetrySection(Section section) {
        this.section = section;
    }

    RetryPolicy read(Kept notEnforced) {
        @Nullable Integer attempts = section.wholeNumber("max_attempts", 1, MOST_ATTEMPTS);
        @Nullable String backoff = Choice.of(section, "backoff", BACKOFFS);
        @Nullable Duration first = delay("initial_delay_ms", "base_delay_seconds");
        @Nullable Duration most = delay("max_delay_ms", "max_delay_seconds");
        List<FailureCause> notOn = notOn(notEnforced);
        section.value(FALLBACK);
        section.value(FALLBACKS);
        section.reportUnknownKeys();
        int tries = attempts == null ? DEFAULT_ATTEMPTS : attempts;
        return new RetryPolicy(
                tries,
                rests(
                        tries - 1,
                        backoff == null ? EXPONENTIAL : backoff,
                        first == null ? DEFAULT_DELAY : first,
                        most == null ? DEFAULT_MOST : most),
                null,
                null,
                notOn,
                List.of(),
                List.of(),
                null,
                null);
    }

    /** Who takes over after a failure, in this order. */
    List<Mention> fallback() {
        List<Mention> agents = new ArrayList<>(section.oneOrMore(FALLBACK, "[second-writer]"));
        agents.addAll(section.oneOrMore(FALLBACKS, "[second-writer]"));
        return agents;
    }

    /** What is not worth a retry when only some errors are. That an attempt was lost says nothing of its errors. */
    private List<FailureCause> notOn(Kept notEnforced) {
        Set<String> errors = new LinkedHashSet<>();
        for (String key : List.of("retryable_errors", "retry_on")) {
            List<String> named = section.oneOrMore(key, "[TIMEOUT]").stream()
                    .map(error -> error.text().toUpperCase(Locale.ROOT))
                    .toList();
            if (!TIMEOUTS.containsAll(named)) {
                notEnforced.keep("retry." + key, section, key);
            }
            errors.addAll(named);
        }
        if (errors.isEmpty()) {
            return List.of();
        }
        List<FailureCause> notOn = new ArrayList<>();
        if (TIMEOUTS.containsAll(errors)) {
            notOn.add(FailureCause.FAILED);
        } else if (TIMEOUTS.stream().noneMatch(errors::contains)) {
            notOn.add(FailureCause.TIMED_OUT);
        }
        return notOn;
    }

    private @Nullable Duration delay(String milliseconds, String seconds) {
        @Nullable Duration one = duration(milliseconds, BigDecimal.ONE);
        @Nullable Duration other = duration(seconds, BigDecimal.valueOf(1_000));
        if (one != null && other != null && !one.equals(other)) {
            section.invalid(seconds, "says something else than '" + milliseconds + "': leave one of them out");
        }
        return one == null ? other : one;
    }

    private @Nullable Duration duration(String key, BigDecimal inMilliseconds) {
        @Nullable BigDecimal amount = section.amount(key);
        if (amount == null) {
            return null;
        }
        BigDecimal milliseconds = amount.multiply(inMilliseconds);
        if (milliseconds.compareTo(LONGEST_IN_MILLISECONDS) > 0) {
            section.invalid(key, "must not be longer than a year");
            return null;
        }
        return Duration.ofMillis(milliseconds.setScale(0, RoundingMode.HALF_UP).longValueExact());
    }

    /** As many rests as there are retries, or fewer when the last one repeats. */
    private static List<Duration> rests(int retries, String backoff, Duration first, Duration most) {
        List<Duration> rests = new ArrayList<>();
        Duration rest = first;
        for (int retry = 0; retry < retries; retry++) {
            Duration capped = rest.compareTo(most) > 0 ? most : rest;
            if (!rests.isEmpty() && rests.getLast().equals(capped)) {
                break;
            }
            rests.add(capped);
            rest = switch (backoff) {
                case EXPONENTIAL -> capped.multipliedBy(2);
                case "linear" -> capped.plus(first);
                default -> capped;
            };
        }
        return rests;
    }
}
