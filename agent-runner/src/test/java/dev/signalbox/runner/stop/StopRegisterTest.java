package dev.signalbox.runner.stop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.contracts.attempt.StopCause;
import dev.signalbox.runner.support.Attempts;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class StopRegisterTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final StopRegister register = new StopRegister(Duration.ofHours(24));

    @Test
    void the_first_order_for_an_attempt_counts() {
        register.enter(Attempts.attempt("a"), StopCause.TIMED_OUT, NOON);
        register.enter(Attempts.attempt("a"), StopCause.CANCELLED, NOON);

        assertThat(register.causeFor(Attempts.attempt("a"))).contains(StopCause.TIMED_OUT);
        assertThat(register.causeFor(Attempts.attempt("b"))).isEmpty();
    }

    @Test
    void orders_older_than_the_memory_are_forgotten_when_a_new_one_comes() {
        register.enter(Attempts.attempt("a"), StopCause.CANCELLED, NOON);
        register.enter(Attempts.attempt("b"), StopCause.CANCELLED, NOON.plus(Duration.ofHours(1)));

        register.enter(
                Attempts.attempt("c"),
                StopCause.CANCELLED,
                NOON.plus(Duration.ofHours(24).plusSeconds(1)));

        assertThat(register.causeFor(Attempts.attempt("a"))).isEmpty();
        assertThat(register.size()).isEqualTo(2);
    }

    @Test
    void every_order_is_news() {
        long before = register.version();

        register.enter(Attempts.attempt("a"), StopCause.CANCELLED, NOON);

        assertThat(register.version()).isGreaterThan(before);
    }
}
