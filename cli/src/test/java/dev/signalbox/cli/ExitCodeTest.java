package dev.signalbox.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.contracts.ProblemCode;
import dev.signalbox.contracts.event.RunStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExitCodeTest {
    @Test
    void only_success_is_zero() {
        assertThat(ExitCode.of(RunStatus.SUCCEEDED).number()).isZero();
        assertThat(ExitCode.of(RunStatus.FAILED).number()).isEqualTo(1);
        assertThat(ExitCode.of(RunStatus.CANCELLED).number()).isEqualTo(6);
        assertThat(ExitCode.of(RunStatus.TIMED_OUT).number()).isEqualTo(7);
    }

    @Test
    void a_run_that_goes_on_has_no_exit_code() {
        assertThatThrownBy(() -> ExitCode.of(RunStatus.RUNNING)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @EnumSource(ProblemCode.class)
    void no_refusal_looks_like_success_or_like_a_failed_run(ProblemCode code) {
        assertThat(ExitCode.of(code)).isNotIn(ExitCode.DONE, ExitCode.RUN_FAILED);
    }

    @Test
    void refusals_are_told_apart() {
        assertThat(ExitCode.of(ProblemCode.DEFINITION_INVALID)).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(ExitCode.of(ProblemCode.RUN_CAP_REACHED)).isEqualTo(ExitCode.DENIED);
        assertThat(ExitCode.of(ProblemCode.LOG_UNAVAILABLE)).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(ExitCode.of(ProblemCode.INTERNAL_ERROR)).isEqualTo(ExitCode.UNEXPECTED);
    }
}
