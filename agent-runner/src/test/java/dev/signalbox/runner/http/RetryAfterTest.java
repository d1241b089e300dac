package dev.signalbox.runner.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
    private static final Instant NOW = Instant.parse("2026-11-29T08:49:37Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | PT0S",
                "120 | PT2M",
                "' 7 ' | PT7S",
                "999999999 | PT24H",
                "Sun, 29 Nov 2026 08:50:37 GMT | PT1M",
                "Sunday, 29-Nov-26 08:50:37 GMT | PT1M",
                "Sun Nov 29 08:50:37 2026 | PT1M",
                "Tue Dec  1 08:49:37 2026 | PT24H",
                "Mon, 30 Nov 2026 08:49:36 GMT | PT23H59M59S",
                "Sun, 29 Nov 2026 08:49:36 GMT | PT0S",
                "Sunday, 06-Nov-94 08:49:37 GMT | PT0S"
            })
    void seconds_and_dates_in_all_three_forms_are_read(String header, Duration wait) {
        assertThat(RetryAfter.of(header, null, NOW)).contains(wait);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-1",
                "1.5",
                "soon",
                "12345678901",
                "\u0661",
                "Sun, 29 Nov 2026 08:50:37 CET",
                "Mon, 29 Nov 2026 08:50:37 GMT",
                "Sun, 29 Nov 2026 25:50:37 GMT",
                "2026-11-29T08:50:37Z"
            })
    void what_is_neither_is_as_if_it_were_not_there(String header) {
        assertThat(RetryAfter.of(header, null, NOW)).isEmpty();
    }

    @Test
    void a_date_counts_from_when_the_service_has_sent_it_by_its_own_clock() {
        String anHourAhead = "Sun, 29 Nov 2026 09:49:37 GMT";

        assertThat(RetryAfter.of("Sun, 29 Nov 2026 09:49:47 GMT", anHourAhead, NOW))
                .contains(Duration.ofSeconds(10));
        assertThat(RetryAfter.of("Sun, 29 Nov 2026 08:49:47 GMT", "now", NOW)).contains(Duration.ofSeconds(10));
        assertThat(RetryAfter.of("3", anHourAhead, NOW)).contains(Duration.ofSeconds(3));
    }

    @Test
    void without_a_header_nothing_is_asked_for() {
        assertThat(RetryAfter.of(null, null, NOW)).isEmpty();
    }
}
