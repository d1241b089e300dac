package dev.signalbox.runner.coding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.contracts.attempt.AgentFault;
import dev.signalbox.contracts.attempt.AttemptOutcome;
import dev.signalbox.contracts.attempt.AttemptResult;
import dev.signalbox.runner.coding.port.Transcript;
import dev.signalbox.runner.process.ExitStatus;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When an attempt of a coding agent has succeeded, and what kept it from working when it has not. */
class VerdictTest {
    private static final AgentSignal.Finished WELL = AgentSignal.Finished.successfully("done");

    @Test
    void it_takes_the_word_of_the_program_and_the_exit_of_the_process_to_succeed() {
        assertThat(verdict(0, WELL).outcome()).isEqualTo(AttemptOutcome.SUCCEEDED);
        assertThat(verdict(0, AgentSignal.Finished.failed("it broke")).outcome())
                .isEqualTo(AttemptOutcome.FAILED);
        assertThat(verdict(1, WELL).message()).isEqualTo("it had said before that its work was done");
        assertThat(verdict(0, null).fault()).isEqualTo(AgentFault.NO_RESULT);
    }

    @Test
    void death_by_a_signal_after_the_result_is_a_failure() {
        AttemptResult result = verdict(128 + 9, WELL);

        assertThat(result.outcome()).isEqualTo(AttemptOutcome.FAILED);
        assertThat(result.signal()).isEqualTo(9);
        assertThat(result.message()).isEqualTo("it had said before that its work was done; killed by signal 9 (KILL)");
    }

    @Test
    void the_last_words_of_one_that_died_without_a_result_are_told() {
        AttemptResult result =
                Verdict.of(new ExitStatus(1).result(null, 9, null), said(null), "No key.\n  Use /login\n");

        assertThat(result.message()).isEqualTo("No key. Use /login");
    }

    @Test
    void what_has_failed_hands_nothing_over() {
        assertThat(Verdict.of(new ExitStatus(0).result(null, 3, "half"), said(AgentSignal.Finished.failed("no")), "")
                        .output())
                .isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Not logged in \u00b7 Please run /login | BAD_CREDENTIALS",
                "No API key found for the selected model. | BAD_CREDENTIALS",
                "API Error: 401 {\"type\":\"authentication_error\"} | BAD_CREDENTIALS",
                "429 Too Many Requests | RATE_LIMITED",
                "API Error: 529 overloaded_error | RATE_LIMITED",
                "fatal: Unable to create '/r/.git/index.lock': File exists. | LOCK_CONTENTION",
                "failed to lookup address information: Try again | UNREACHABLE",
                "the test at line 4291 failed |",
            })
    void known_words_tell_what_kept_it_from_working(String words, @Nullable AgentFault fault) {
        assertThat(Verdict.of(new ExitStatus(1).result(null, 0, null), said(null), words)
                        .fault())
                .isEqualTo(fault);
    }

    @Test
    void lines_are_made_of_pieces_and_one_that_is_too_long_is_counted() {
        List<String> lines = new ArrayList<>();
        LineSplitter splitter = new LineSplitter(10, lines::add);

        for (byte piece : "ab\u00e4\r\n\n0123456789\n01234567890\nlast".getBytes(StandardCharsets.UTF_8)) {
            splitter.accept(new byte[] {piece}, 1);
        }
        splitter.accept(new byte[] {(byte) 0xff}, 1);
        splitter.close();

        assertThat(lines)
                .containsExactly("ab\u00e4", "", "0123456789", "[a line of 11 bytes is left out]", "last\ufffd");
    }

    private static AttemptResult verdict(int exit, AgentSignal.@Nullable Finished finished) {
        return Verdict.of(new ExitStatus(exit).result(null, 3, null), said(finished), "");
    }

    private static Transcript said(AgentSignal.@Nullable Finished finished) {
        return new Transcript() {
            @Override
            public List<AgentSignal> read(String line) {
                return List.of();
            }

            @Override
            public AgentSignal.@Nullable Finished finished() {
                return finished;
            }
        };
    }
}
