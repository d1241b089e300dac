package dev.signalbox.runner.http;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How long a service asks to be left alone, by its header {@code Retry-After}: RFC 9110, section 10.2.3. */
public final class RetryAfter {
    private static final Duration MOST = Duration.ofDays(1);
    private static final int LONGEST_NUMBER = 9;
    private static final DateTimeFormatter FIXED = english("EEE, dd MMM uuuu HH:mm:ss 'GMT'");
    private static final DateTimeFormatter OF_C = english("EEE MMM ppd HH:mm:ss uuuu");
    /** Such a date that is more than 50 years ahead is one of the past. */
    private static final int YEARS_BACK = 49;

    private RetryAfter() {}

    /**
     * @param header seconds, or a date in any of the three forms of HTTP; null when there is none
     * @param date the header {@code Date} of the same answer, since the clock of the service may be another; null when there is none
     * @return at least nothing and at most a day; empty when the header says nothing that can be understood
     */
    public static Optional<Duration> of(@Nullable String header, @Nullable String date, Instant now) {
        if (header == null) {
            return Optional.empty();
        }
        String text = header.strip();
        Optional<Duration> wait = isNumber(text)
                ? Optional.of(Duration.ofSeconds(Long.parseLong(text)))
                : date(text, now).map(until -> Duration.between(sentAt(date, now), until));
        return wait.map(RetryAfter::within);
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty()
                && text.length() <= LONGEST_NUMBER
                && text.chars().allMatch(digit -> digit >= '0' && digit <= '9');
    }

    private static Instant sentAt(@Nullable String date, Instant now) {
        return date == null ? now : date(date.strip(), now).orElse(now);
    }

    private static Duration within(Duration wait) {
        return wait.isNegative() ? Duration.ZERO : wait.compareTo(MOST) > 0 ? MOST : wait;
    }

    private static Optional<Instant> date(String text, Instant now) {
        return Stream.of(FIXED, ofRfc850(now), OF_C)
                .flatMap(form -> date(text, form).stream())
                .findFirst();
    }

    private static Optional<Instant> date(String text, DateTimeFormatter form) {
        try {
            return Optional.of(LocalDateTime.parse(text, form).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static DateTimeFormatter ofRfc850(Instant now) {
        int earliest = now.atOffset(ZoneOffset.UTC).getYear() - YEARS_BACK;
        return new DateTimeFormatterBuilder()
                .appendPattern("EEEE, dd-MMM-")
                .appendValueReduced(ChronoField.YEAR, 2, 2, earliest)
                .appendPattern(" HH:mm:ss 'GMT'")
                .toFormatter(Locale.ENGLISH);
    }

    private static DateTimeFormatter english(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
    }
}
