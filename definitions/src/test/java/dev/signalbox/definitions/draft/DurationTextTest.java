package dev.signalbox.definitions.draft;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationTextTest {

    @ParameterizedTest
    @CsvSource({
        "500ms,  PT0.5S",
        "1s,     PT1S",
        "1.5s,   PT1.5S",
        "0.5ms,  PT0.0005S",
        "5m,     PT5M",
        "2h,     PT2H",
        "1d,     PT24H",
        "1h30m,  PT1H30M",
        "0s,     PT0S",
        "PT5M,   PT5M",
        "P1D,    PT24H",
    })
    void lengths_of_time_are_read(String text, Duration expected) {
        assertThat(DurationText.read(text)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "5", "s", "-1s", "1 s", "1w", "5S", "P", "PT-5M", "-PT5M", "4000d", "999999999999d", "1.s"})
    void everything_else_is_not(String text) {
        assertThat(DurationText.read(text)).isEmpty();
    }
}
