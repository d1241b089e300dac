package dev.signalbox.admission.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RecentFailuresTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final RecentFailures failures = new RecentFailures(2, Duration.ofSeconds(10));

    @Test
    void more_than_may_fail_within_the_window_are_too_many() {
        failures.failed(NOON);
        failures.failed(NOON.plusSeconds(1));
        assertThat(failures.areTooMany(NOON.plusSeconds(2))).isFalse();

        failures.failed(NOON.plusSeconds(2));

        assertThat(failures.areTooMany(NOON.plusSeconds(2))).isTrue();
    }

    @Test
    void a_failure_is_forgotten_after_the_window_or_when_it_works_again() {
        for (int second = 0; second < 3; second++) {
            failures.failed(NOON.plusSeconds(second));
        }
        assertThat(failures.areTooMany(NOON.plusSeconds(10))).isFalse();

        failures.failed(NOON.plusSeconds(10));
        failures.succeeded();

        assertThat(failures.areTooMany(NOON.plusSeconds(10))).isFalse();
    }
}
