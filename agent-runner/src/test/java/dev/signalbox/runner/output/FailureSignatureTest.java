package dev.signalbox.runner.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.contracts.attempt.AttemptOutcome;
import dev.signalbox.contracts.attempt.AttemptResult;
import dev.signalbox.contracts.spec.Usage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailureSignatureTest {
    @ParameterizedTest
    @CsvSource({
        "'10:02:11 test failed in 3.5 s', '11:45:09 test failed in 12 s'",
        "'2026-01-01T00:00:00Z no such host', '2026-02-03T04:05:06.789Z no such host'",
        "'commit 9fceb02 is missing', 'commit 1a2b3c4 is missing'",
        "'at 0x7ffd2a', 'at 0x55aa'",
        "'job 01980f6e-beef-7a11-8e21-5f0c2b9d4e10', 'job 01980f6e-3c00-7a11-cafe-5f0c2b9d4e11'",
        "'no   luck ', ' no luck'"
    })
    void times_numbers_ids_and_spaces_do_not_make_failures_different(String one, String other) {
        assertThat(signature(1, null, one)).isEqualTo(signature(1, null, other));
    }

    @ParameterizedTest
    @CsvSource({"'no such host', 'no such file'", "'', 'no such file'", "'face it', 'cafe it'"})
    void other_words_are_another_failure(String one, String other) {
        assertThat(signature(1, null, one)).isNotEqualTo(signature(1, null, other));
    }

    @Test
    void another_exit_code_or_signal_is_another_failure() {
        assertThat(signature(1, null, "no luck"))
                .isNotEqualTo(signature(2, null, "no luck"))
                .isNotEqualTo(signature(null, 1, "no luck"))
                .matches("[0-9a-f]{40}");
    }

    @Test
    void only_the_last_characters_count_however_long_the_numbers_before_them_are() {
        String end = "x".repeat(FailureSignature.LAST_CHARACTERS - 1) + "!";

        assertThat(signature(1, null, "one 1 " + end)).isEqualTo(signature(1, null, "two 123456789 " + end));
        assertThat(signature(1, null, "a" + end.substring(1))).isNotEqualTo(signature(1, null, end));
    }

    @Test
    void a_success_has_no_signature() {
        AttemptResult success = new AttemptResult(AttemptOutcome.SUCCEEDED, 0, null, null, Usage.NONE, 3);

        assertThat(FailureSignature.sign(success, "done")).isEqualTo(success);
    }

    private static @Nullable String signature(@Nullable Integer exitCode, @Nullable Integer signal, String words) {
        AttemptResult result = new AttemptResult(AttemptOutcome.FAILED, exitCode, signal, null, Usage.NONE, 0);
        return FailureSignature.sign(result, words).signature();
    }
}
