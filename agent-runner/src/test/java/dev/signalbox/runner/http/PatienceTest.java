package dev.signalbox.runner.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PatienceTest {
    private static final Duration EVERY = Duration.ofSeconds(2);

    /** Anything may be the origin of the clock, also one before which it soon overflows. */
    private long now = Long.MAX_VALUE - Duration.ofSeconds(90).toNanos();

    private final Patience patience = new Patience(EVERY, Duration.ofMinutes(1), () -> now);

    @Test
    void the_time_for_which_the_service_asks_to_be_left_alone_is_no_silence() {
        pass(2);
        patience.askedToWait(Duration.ofMinutes(2));

        assertThat(patience.isOver()).isFalse();
        assertThat(patience.nextWait()).isEqualTo(Duration.ofMinutes(2));

        pass(120);
        patience.askedToWait(Duration.ofMinutes(2));

        assertThat(patience.isOver()).isFalse();
    }

    @Test
    void a_service_that_does_not_answer_after_it_was_left_alone_is_silent_from_then_on() {
        patience.askedToWait(Duration.ofMinutes(2));
        pass(120 + 60);

        assertThat(patience.isOver()).isFalse();

        pass(1);

        assertThat(patience.isOver()).isTrue();
    }

    @Test
    void what_the_service_asked_for_is_waited_for_once() {
        patience.askedToWait(Duration.ofHours(1));

        assertThat(patience.nextWait()).isEqualTo(Duration.ofHours(1));
        assertThat(patience.nextWait()).isEqualTo(EVERY);
    }

    @Test
    void an_answer_does_not_shorten_the_time_for_which_the_service_asked() {
        patience.askedToWait(Duration.ofMinutes(2));
        patience.answered();

        assertThat(patience.nextWait()).isEqualTo(Duration.ofMinutes(2));
        pass(120 + 60);
        assertThat(patience.isOver()).isFalse();
    }

    @Test
    void without_such_a_wish_it_is_silent_from_its_last_answer_on() {
        pass(59);
        patience.answered();
        pass(60);

        assertThat(patience.isOver()).isFalse();
        assertThat(patience.nextWait()).isEqualTo(EVERY);

        pass(1);

        assertThat(patience.isOver()).isTrue();
    }

    @Test
    void to_be_left_alone_for_no_time_changes_nothing() {
        patience.askedToWait(Duration.ZERO);
        pass(61);

        assertThat(patience.nextWait()).isEqualTo(EVERY);
        assertThat(patience.isOver()).isTrue();
    }

    private void pass(int seconds) {
        now += Duration.ofSeconds(seconds).toNanos();
    }
}
