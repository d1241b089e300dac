package dev.signalbox.admission.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.admission.runs.SampleRuns;
import dev.signalbox.contracts.AttemptRef;
import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.WorkspaceId;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class OpenAttemptsTest {
    private static final Duration SILENCE = Duration.ofSeconds(15);
    private static final Duration QUIET = Duration.ofSeconds(45);
    private static final Instant NOON = SampleRuns.NOON;

    private final OpenAttempts attempts = new OpenAttempts();

    @Test
    void an_attempt_that_gives_signs_of_life_is_no_gap_however_long_it_takes() {
        attempts.started(attempt(1), NOON);
        attempts.alive(attempt(1), NOON.plusSeconds(100));

        assertThat(gapAt(110)).isZero();
    }

    @Test
    void attempts_that_started_and_fell_silent_are_the_gap_until_they_end() {
        attempts.started(attempt(1), NOON);
        attempts.started(attempt(2), NOON);
        assertThat(gapAt(15)).isEqualTo(2);

        attempts.ended(attempt(1), NOON.plusSeconds(16));

        assertThat(gapAt(17)).isOne();
    }

    @Test
    void after_a_quiet_time_the_silent_are_forgotten() {
        attempts.started(attempt(1), NOON);
        assertThat(gapAt(44)).isOne();

        assertThat(gapAt(45)).isZero();
        assertThat(gapAt(46)).isZero();
    }

    @Test
    void a_sign_of_life_of_an_attempt_that_is_not_open_opens_nothing() {
        attempts.alive(attempt(1), NOON);

        assertThat(gapAt(20)).isZero();
    }

    private int gapAt(int second) {
        return attempts.gap(NOON.plusSeconds(second), SILENCE, QUIET);
    }

    private static AttemptRef attempt(int number) {
        return new AttemptRef(new WorkspaceId("default"), SampleRuns.runAt(NOON), new StepId("s" + number), 1, number);
    }
}
