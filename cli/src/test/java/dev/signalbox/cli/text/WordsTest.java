package dev.signalbox.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.contracts.AgentId;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.attempt.AttemptOutcome;
import dev.signalbox.contracts.attempt.AttemptResult;
import dev.signalbox.contracts.event.StepCounts;
import dev.signalbox.contracts.event.WaitsFor;
import dev.signalbox.contracts.spec.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WordsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final RunId RUN = new RunId("01890a5d-ac96-774b-bcce-b302099a8057");
    private static final RunId OTHER = new RunId("01890a5d-ac96-774b-bcce-b302099a8058");

    private static String words(WaitsFor waitsFor) {
        return Words.of(waitsFor, RUN, NOW);
    }

    @Test
    void every_reason_to_wait_is_said_in_words() {
        StepId guide = new StepId("guide");
        assertThat(words(new WaitsFor.Dependencies(1))).isEqualTo("1 step before it");
        assertThat(words(new WaitsFor.Dependencies(2))).isEqualTo("2 steps before it");
        assertThat(words(new WaitsFor.Agent(null, null))).isEqualTo("an agent");
        assertThat(words(new WaitsFor.Agent(null, "core"))).isEqualTo("agent of track core");
        assertThat(words(new WaitsFor.Agent(new AgentId("writer"), "core"))).isEqualTo("agent writer");
        assertThat(words(new WaitsFor.Agent(null, null, Map.of("region", "eu", "gpu", "true"), true)))
                .isEqualTo("an agent with gpu=true, region=eu; there is none");
        assertThat(words(new WaitsFor.Claim(RUN, guide, "docs/a.md")))
                .isEqualTo("claim held by step guide on docs/a.md");
        assertThat(words(new WaitsFor.Claim(OTHER, guide, "docs/a.md")))
                .isEqualTo("claim held by step guide of run b302099a8058 on docs/a.md");
        assertThat(words(new WaitsFor.Slot(3))).isEqualTo("one of the 3 slots of its workspace");
        assertThat(words(new WaitsFor.Parallelism(2))).isEqualTo("one of the 2 steps the run may have in flight");
        assertThat(words(new WaitsFor.Backoff(NOW.plusMillis(1_500)))).isEqualTo("rest, another 1.5 s");
    }

    @Test
    void durations_are_short_and_never_negative() {
        assertThat(Words.of(Duration.ofMillis(-5))).isEqualTo("0.0 s");
        assertThat(Words.of(Duration.ofMillis(12_345))).isEqualTo("12.3 s");
        assertThat(Words.of(Duration.ofSeconds(247))).isEqualTo("4 min 07 s");
        assertThat(Words.of(Duration.ofMinutes(125))).isEqualTo("2 h 05 min");
    }

    @Test
    void the_end_of_an_attempt_names_signal_or_exit_code_and_message() {
        assertThat(Words.of(new AttemptResult(AttemptOutcome.FAILED, 3, null, "no\u001b[1m luck", Usage.NONE, 0)))
                .isEqualTo("failed, exit code 3, no luck");
        assertThat(Words.of(new AttemptResult(AttemptOutcome.FAILED, null, 9, null, Usage.NONE, 0)))
                .isEqualTo("failed, signal 9");
        assertThat(Words.of(new AttemptResult(AttemptOutcome.TIMED_OUT, null, null, null, Usage.NONE, 0)))
                .isEqualTo("timed out");
    }

    @Test
    void counts_leave_out_what_is_zero() {
        assertThat(Words.of(new StepCounts(1, 0, 2, 3, 0, 0, 0))).isEqualTo("3 succeeded, 2 in flight, 1 pending");
        assertThat(Words.of(new StepCounts(0, 1, 0, 3, 0, 0, 0, 2))).isEqualTo("3 succeeded, 2 conflicted, 1 ready");
        assertThat(Words.of(new StepCounts(0, 0, 0, 0, 0, 0, 0))).isEqualTo("no steps");
    }
}
