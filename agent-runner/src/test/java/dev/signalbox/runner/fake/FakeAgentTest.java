package dev.signalbox.runner.fake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.contracts.AttemptRef;
import dev.signalbox.contracts.attempt.AttemptOutcome;
import dev.signalbox.contracts.attempt.AttemptResult;
import dev.signalbox.contracts.attempt.OutputChunk;
import dev.signalbox.contracts.attempt.StopCause;
import dev.signalbox.contracts.spec.FakeScript;
import dev.signalbox.contracts.spec.Usage;
import dev.signalbox.runner.attempt.Assignment;
import dev.signalbox.runner.attempt.StopOrder;
import dev.signalbox.runner.attempt.Work;
import dev.signalbox.runner.output.OutputCapture;
import dev.signalbox.runner.output.OutputLimit;
import dev.signalbox.runner.support.Attempts;
import dev.signalbox.runner.support.Starts;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FakeAgentTest {
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(1);
    private final List<OutputChunk> output = new CopyOnWriteArrayList<>();
    private final List<AttemptResult> ends = new CopyOnWriteArrayList<>();
    private final FakeAgent agent = new FakeAgent(
            timer,
            (attempt, handedOver) -> new OutputCapture(
                    attempt, OutputLimit.of(1 << 20), handedOver, output::add, flush -> {}, Clock.systemUTC()));

    @AfterEach
    void stopTimer() {
        timer.shutdownNow();
    }

    @Test
    void without_a_duration_it_ends_before_begin_returns() {
        Usage usage = new Usage(10, 20, new BigDecimal("0.03"));

        play(1, new FakeScript(Duration.ZERO, List.of("one", "two"), 0, 1, usage));

        assertThat(ends).containsExactly(new AttemptResult(AttemptOutcome.SUCCEEDED, 0, null, null, usage, 8));
        assertThat(output).extracting(OutputChunk::text).containsExactly("one\ntwo\n");
    }

    @Test
    void the_first_attempts_fail_with_the_exit_code_of_the_script() {
        FakeScript script = new FakeScript(Duration.ZERO, List.of(), 2, 42, null);

        play(1, script);
        play(2, script);
        play(3, script);

        assertThat(ends).extracting(AttemptResult::exitCode).containsExactly(42, 42, 0);
        assertThat(ends)
                .extracting(AttemptResult::outcome)
                .containsExactly(AttemptOutcome.FAILED, AttemptOutcome.FAILED, AttemptOutcome.SUCCEEDED);
    }

    @Test
    void attempts_that_fail_in_the_same_way_have_the_same_signature_and_a_success_has_none() {
        play(1, new FakeScript(Duration.ZERO, List.of("no luck at 10:15"), 2, 42, null));
        play(2, new FakeScript(Duration.ZERO, List.of("no luck at 11:30"), 2, 42, null));
        play(3, new FakeScript(Duration.ZERO, List.of("no luck at 11:30"), 2, 42, null));

        assertThat(ends.get(0).signature()).isNotNull().isEqualTo(ends.get(1).signature());
        assertThat(ends.get(2).signature()).isNull();
    }

    @Test
    void its_lines_are_handed_to_the_steps_that_need_them_when_it_succeeds() {
        FakeScript script = new FakeScript(Duration.ZERO, List.of("one", "two"), 1, 1, null);

        begin(1, script, 100);
        begin(2, script, 100);

        assertThat(ends).extracting(AttemptResult::output).containsExactly(null, "one\ntwo\n");
    }

    @Test
    void with_a_duration_it_ends_later() {
        play(1, new FakeScript(Duration.ofMillis(30), List.of("line"), 0, 1, null));
        assertThat(ends).isEmpty();

        Awaitility.await().untilAsserted(() -> assertThat(ends).hasSize(1));

        assertThat(output).hasSize(1);
    }

    @Test
    void a_stopped_one_ends_at_once_and_only_once() {
        Work work = play(1, new FakeScript(Duration.ofHours(1), List.of("never"), 0, 1, null));

        work.stop(StopOrder.of(StopCause.CANCELLED));
        work.stop(StopOrder.of(StopCause.CANCELLED));

        Awaitility.await()
                .untilAsserted(() ->
                        assertThat(ends).extracting(AttemptResult::outcome).containsExactly(AttemptOutcome.CANCELLED));
        assertThat(output).isEmpty();
    }

    private Work play(int number, FakeScript script) {
        return begin(number, script, 0);
    }

    private Work begin(int number, FakeScript script, int outputLimit) {
        AttemptRef first = Attempts.attempt("a");
        AttemptRef attempt = new AttemptRef(first.workspace(), first.run(), first.step(), number, number);
        return agent.begin(new Assignment(Starts.needed(Starts.fake(attempt, script), outputLimit), null), ends::add);
    }
}
