package dev.signalbox.runner.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.contracts.attempt.AttemptOutcome;
import dev.signalbox.contracts.attempt.AttemptResult;
import dev.signalbox.contracts.spec.Usage;
import org.junit.jupiter.api.Test;

class ExitStatusTest {
    @Test
    void only_zero_is_a_success() {
        assertThat(new ExitStatus(0).result(null, 5, null))
                .isEqualTo(new AttemptResult(AttemptOutcome.SUCCEEDED, 0, null, null, Usage.NONE, 5));
        assertThat(new ExitStatus(3).result(null, 5, null))
                .isEqualTo(new AttemptResult(AttemptOutcome.FAILED, 3, null, null, Usage.NONE, 5));
    }

    @Test
    void a_process_killed_by_a_signal_has_no_exit_code() {
        AttemptResult result = new ExitStatus(137).result("somebody was left", 0, null);

        assertThat(result.outcome()).isEqualTo(AttemptOutcome.FAILED);
        assertThat(result.exitCode()).isNull();
        assertThat(result.signal()).isEqualTo(9);
        assertThat(result.message()).isEqualTo("killed by signal 9 (KILL); somebody was left");
    }

    @Test
    void only_a_success_hands_its_output_over() {
        assertThat(new ExitStatus(0).result(null, 5, "plan").output()).isEqualTo("plan");
        assertThat(new ExitStatus(1).result(null, 5, "plan").output()).isNull();
        assertThat(new ExitStatus(137).result(null, 5, "plan").output()).isNull();
    }

    @Test
    void codes_beyond_the_signals_are_codes() {
        AttemptResult result = new ExitStatus(255).result(null, 0, null);

        assertThat(result.exitCode()).isEqualTo(255);
        assertThat(result.signal()).isNull();
    }
}
