package dev.signalbox.definitions.draft;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a length of time: {@code 500ms}, {@code 1.5s}, {@code 5m}, {@code 1h30m}, {@code 1d}, or ISO 8601 as in {@code PT5M}. */
public final class DurationText {
    private static final Pattern WHOLE = Pattern.compile("(?:\\d{1,12}(?:\\.\\d{1,9})?(?:ms|[smhd]))+");
    private static final Pattern PART = Pattern.compile("([\\d.]+)(ms|[smhd])");
    private static final Map<String, Long> MILLISECONDS =
            Map.of("ms", 1L, "s", 1_000L, "m", 60_000L, "h", 3_600_000L, "d", 86_400_000L);
    private static final Duration LONGEST = Duration.ofDays(3_660);

    private DurationText() {}

    /** Empty when the text is no length of time, is negative, or is longer than ten years. */
    public static Optional<Duration> read(String text) {
        return parse(text.strip()).filter(duration -> !duration.isNegative() && duration.compareTo(LONGEST) <= 0);
    }

    private static Optional<Duration> parse(String text) {
        if (!WHOLE.matcher(text).matches()) {
            return iso(text);
        }
        BigDecimal nanoseconds = BigDecimal.ZERO;
        Matcher part = PART.matcher(text);
        while (part.find()) {
            BigDecimal unit = BigDecimal.valueOf(MILLISECONDS.getOrDefault(part.group(2), 0L), -6);
            nanoseconds = nanoseconds.add(new BigDecimal(part.group(1)).multiply(unit));
        }
        BigDecimal[] secondsAndRest = nanoseconds.divideAndRemainder(BigDecimal.valueOf(1_000_000_000));
        return Optional.of(Duration.ofSeconds(secondsAndRest[0].longValue(), secondsAndRest[1].longValue()));
    }

    private static Optional<Duration> iso(String text) {
        try {
            return text.startsWith("P") ? Optional.of(Duration.parse(text)) : Optional.empty();
        } catch (DateTimeParseException | ArithmeticException e) {
            return Optional.empty();
        }
    }
}
