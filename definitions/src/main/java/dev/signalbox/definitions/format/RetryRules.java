package dev.signalbox.definitions.format;

import dev.signalbox.contracts.spec.ExponentialRest;
import dev.signalbox.contracts.spec.FailureCause;
import dev.signalbox.contracts.spec.Oscillation;
import dev.signalbox.contracts.spec.RetryPolicy;
import dev.signalbox.definitions.InputProblemCode;
import dev.signalbox.definitions.draft.Mention;
import dev.signalbox.definitions.draft.Problems;
import dev.signalbox.definitions.draft.Section;
import dev.signalbox.definitions.text.Value;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads {@code retry} of a step of the native format. */
record RetryRules(Problems problems) {
    private static final int MOST_ATTEMPTS = 1_000;
    private static final int DEFAULT_WINDOW = 4;
    private static final int DEFAULT_THRESHOLD = 2;
    private static final Duration DEFAULT_INITIAL = Duration.ofSeconds(1);
    private static final Duration DEFAULT_MAX = Duration.ofMinutes(1);
    private static final BigDecimal DEFAULT_FACTOR = BigDecimal.TWO;
    private static final BigDecimal LARGEST_FACTOR = BigDecimal.valueOf(1_000);
    private static final Pattern EXIT = Pattern.compile("exit ([1-9][0-9]{0,2})");
    private static final int LARGEST_EXIT_CODE = 255;

    RetryPolicy read(Section section) {
        @Nullable Integer said = section.wholeNumber("attempts", 1, MOST_ATTEMPTS);
        int attempts = said == null ? 1 : said;
        List<FailureCause> causes = new ArrayList<>();
        List<Integer> exitCodes = new ArrayList<>();
        section.mentions("not_on", "[timed_out, exit 2]").forEach(cause -> notOn(cause, causes, exitCodes));
        boolean grows = section.value("backoff") instanceof Value.Fields;
        RetryPolicy policy = new RetryPolicy(
                attempts,
                grows ? List.of() : section.durations("backoff"),
                grows
                        ? section.section("backoff", "'backoff'")
                                .flatMap(this::exponential)
                                .orElse(null)
                        : null,
                jitter(section),
                causes,
                exitCodes,
                List.of(),
                section.wholeNumber("stop_after_identical", 2, RetryPolicy.MOST_FAILURES_KEPT),
                section.section("oscillation", "'oscillation'")
                        .flatMap(this::oscillation)
                        .orElse(null));
        if (attempts == 1 && section.has("fallback")) {
            section.invalid("fallback", "takes over from the second attempt on: say how many 'attempts' there are");
        }
        section.value("fallback");
        section.reportUnknownKeys();
        return policy;
    }

    /** Who takes over, in this order. */
    List<Mention> fallback(Section section) {
        return section.mentions("fallback", "[second-agent]");
    }

    private void notOn(Mention mention, List<FailureCause> causes, List<Integer> exitCodes) {
        Matcher exit = EXIT.matcher(mention.text());
        Optional<FailureCause> cause = Stream.of(FailureCause.values())
                .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(mention.text()))
                .findFirst();
        if (cause.isPresent()) {
            causes.add(cause.get());
        } else if (exit.matches() && Integer.parseInt(exit.group(1)) <= LARGEST_EXIT_CODE) {
            exitCodes.add(Integer.valueOf(exit.group(1)));
        } else {
            problems.error(
                    InputProblemCode.VALUE_INVALID,
                    mention.place(),
                    "each of 'not_on' must be failed, timed_out, lost, cancelled, aborted, or an exit code like 'exit 2', not '"
                            + mention.text() + "'");
        }
    }

    private @Nullable Double jitter(Section section) {
        @Nullable BigDecimal share = section.amount("jitter");
        if (share != null && share.compareTo(BigDecimal.ONE) > 0) {
            section.invalid("jitter", "must be a share from 0 to 1");
            return null;
        }
        return share == null ? null : share.doubleValue();
    }

    private Optional<ExponentialRest> exponential(Section section) {
        @Nullable Duration initial = section.duration("initial");
        @Nullable Duration max = section.duration("max");
        @Nullable BigDecimal factor = section.amount("factor");
        section.reportUnknownKeys();
        if (factor != null && (factor.compareTo(BigDecimal.ONE) < 0 || factor.compareTo(LARGEST_FACTOR) > 0)) {
            section.invalid("factor", "must be a number from 1 to " + LARGEST_FACTOR);
            return Optional.empty();
        }
        Duration first = initial == null ? DEFAULT_INITIAL : initial;
        Duration most = max == null ? DEFAULT_MAX : max;
        if (first.compareTo(most) > 0) {
            section.invalid(max == null ? "initial" : "max", "leaves the first rest longer than the longest");
            return Optional.empty();
        }
        return Optional.of(new ExponentialRest(first, (factor == null ? DEFAULT_FACTOR : factor).doubleValue(), most));
    }

    private Optional<Oscillation> oscillation(Section section) {
        @Nullable Integer window = section.wholeNumber("window", 2, RetryPolicy.MOST_FAILURES_KEPT);
        @Nullable Integer threshold = section.wholeNumber("threshold", 2, RetryPolicy.MOST_FAILURES_KEPT);
        section.reportUnknownKeys();
        int size = window == null ? DEFAULT_WINDOW : window;
        int most = threshold == null ? DEFAULT_THRESHOLD : threshold;
        if (most > size) {
            section.invalid("threshold", "must not be more than the window of " + size + " attempts");
            return Optional.empty();
        }
        return Optional.of(new Oscillation(size, most));
    }
}
