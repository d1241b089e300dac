package dev.signalbox.definitions.format.coordination;

import dev.signalbox.contracts.spec.RetryPolicy;
import dev.signalbox.definitions.draft.Section;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Reads {@code retry: {max, backoff}}: {@code max} further attempts, and rests that grow. */
record RetryRule(CoordinationSettings settings) {
    private static final int MOST_RETRIES = 5;
    private static final Duration FIRST_REST = Duration.ofSeconds(1);

    private enum Growth {
        LINEAR,
        EXPONENTIAL;

        static Optional<Growth> named(String text) {
            return switch (text) {
                case "linear" -> Optional.of(LINEAR);
                case "exponential" -> Optional.of(EXPONENTIAL);
                default -> Optional.empty();
            };
        }

        Duration rest(Duration first, int number) {
            return first.multipliedBy(this == LINEAR ? number : 1L << (number - 1));
        }
    }

    RetryPolicy read(Section step) {
        return step.section("retry", "'retry'").map(this::retry).orElseGet(settings::retry);
    }

    private RetryPolicy retry(Section section) {
        @Nullable Integer most = section.wholeNumber("max", 0, MOST_RETRIES);
        @Nullable Growth growth = Choice.read(section, "backoff", List.of("linear", "exponential"), Growth::named);
        section.reportUnknownKeys();
        if (most == null) {
            return settings.retry();
        }
        return most == 0 ? RetryPolicy.ONCE : new RetryPolicy(most + 1, rests(most, growth));
    }

    private List<Duration> rests(int retries, @Nullable Growth growth) {
        List<Duration> said = settings.backoff();
        if (growth == null) {
            return said.isEmpty() ? List.of(FIRST_REST) : said;
        }
        Duration first = said.isEmpty() ? FIRST_REST : said.getFirst();
        return IntStream.rangeClosed(1, retries)
                .mapToObj(number -> growth.rest(first, number))
                .toList();
    }
}
