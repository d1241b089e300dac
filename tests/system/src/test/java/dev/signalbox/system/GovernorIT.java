package dev.signalbox.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.api.GovernorReport;
import dev.signalbox.contracts.api.GovernorView;
import dev.signalbox.contracts.api.RunRequest;
import dev.signalbox.contracts.api.SourceFile;
import dev.signalbox.contracts.api.StepView;
import dev.signalbox.contracts.attempt.AttemptOutcome;
import dev.signalbox.contracts.event.RunEvent;
import dev.signalbox.contracts.event.RunStatus;
import dev.signalbox.contracts.event.StepBackingOff;
import dev.signalbox.contracts.event.TripwireTripped;
import dev.signalbox.contracts.governor.GovernorStatus;
import dev.signalbox.contracts.governor.Tripwire;
import dev.signalbox.standalone.process.Home;
import dev.signalbox.system.proof.History;
import dev.signalbox.system.work.CommandLine;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The governor through all four services: an agent that goes round and round, stopped where it may be, and reported where not. */
class GovernorIT extends SystemTest {
    private static final Path STUCK = Home.directory().resolve("examples/governor/stuck-agent");

    @Test
    void an_agent_that_goes_round_is_stopped_and_tried_again_and_the_evidence_is_everywhere() throws IOException {
        RunId run = submit("""
                governor: {mode: enforce}
                steps:
                  a: {agent: c, prompt: Mend it., retry: {attempts: 2}}
                """);

        assertEnds(run, RunStatus.FAILED);

        History history = History.of(stack, run);
        assertThat(history.facts(TripwireTripped.class)).hasSize(2).allSatisfy(tripped -> {
            assertThat(tripped.trip().tripwire()).isEqualTo(Tripwire.LOOP);
            assertThat(tripped.trip().stopped()).isTrue();
            assertThat(tripped.trip().calls()).hasSize(2).allMatch(call -> call.startsWith("Bash#"));
        });
        assertThat(history.facts(StepBackingOff.class)).hasSize(1);
        StepView step = step(run);
        assertThat(Objects.requireNonNull(step.result()).outcome()).isEqualTo(AttemptOutcome.ABORTED);
        assertThat(step.result().tripwire()).isEqualTo(Tripwire.LOOP);
        assertThat(governor(step).status()).isEqualTo(GovernorStatus.STOPPED);
        assertThat(stack.client().why(run, new StepId("a")).answer())
                .contains("aborted")
                .contains("the governor stopped it")
                .contains("(loop_detected): it made the same 2 calls in turn, 4 times")
                .contains("allowed 4; calls Bash#");
        GovernorReport report = stack.client().governorReport(run, null, null);
        assertThat(report.attempts().stopped()).isEqualTo(2);
        CommandLine signalbox = new CommandLine(stack.stack().door().toString(), site.workspace());
        assertThat(signalbox.run("logs", run.value(), "a").standardError()).contains("[governor: stopped here");
        assertThat(signalbox.run("status", run.value()).standardOutput())
                .contains("2 attempts stopped (loop_detected)");
    }

    @Test
    void where_it_only_warns_the_agent_finishes_and_it_is_known_what_a_stop_would_have_saved() throws IOException {
        RunId run = submit("""
                steps:
                  a: {agent: c, prompt: Mend it.}
                """);

        assertEnds(run, RunStatus.SUCCEEDED);

        StepView step = step(run);
        assertThat(governor(step).status()).isEqualTo(GovernorStatus.WARNED);
        assertThat(governor(step).trips().getFirst().usage().tokens()).isEqualTo(8 * 90);
        await().untilAsserted(() -> {
            GovernorReport.Tally tally =
                    stack.client().governorReport(run, null, null).attempts();
            assertThat(tally.wouldHaveStopped()).isEqualTo(1);
            assertThat(tally.succeeded()).isEqualTo(1);
            assertThat(tally.usdAfter()).isEqualByComparingTo("0.6");
            assertThat(tally.tokensAfter()).isEqualTo(5400 - 8 * 90);
        });
        CommandLine signalbox = new CommandLine(stack.stack().door().toString(), site.workspace());
        assertThat(signalbox.run("governor", "report", "--run", run.value()).standardOutput())
                .contains("loop_detected")
                .contains("$0.60");
        assertThat(signalbox.run("steps", run.value()).standardOutput()).contains("governor warned: loop_detected");
    }

    @Test
    void what_attempts_of_a_run_may_use_together_is_not_exceeded_by_the_next_step() throws IOException {
        RunId run = submit("""
                governor: {mode: enforce, max_tokens: 6000, loop: 0, progress: false}
                steps:
                  a: {agent: c, prompt: Mend it.}
                  b: {agent: c, prompt: Mend it again., depends_on: [a]}
                """);

        assertEnds(run, RunStatus.FAILED);

        List<TripwireTripped> trips = History.of(stack, run).facts(TripwireTripped.class);
        assertThat(trips).hasSize(1);
        assertThat(trips.getFirst().step()).isEqualTo(new StepId("b"));
        assertThat(trips.getFirst().trip().tripwire()).isEqualTo(Tripwire.TOKENS);
        assertThat(trips.getFirst().trip().measured()).isBetween(BigDecimal.valueOf(6_001), BigDecimal.valueOf(6_500));
        assertThat(History.of(stack, run).events().stream().map(RunEvent::seq)).doesNotHaveDuplicates();
    }

    private StepView step(RunId run) {
        return stack.client().step(run, new StepId("a"));
    }

    private static GovernorView governor(StepView step) {
        return Objects.requireNonNull(step.governor());
    }

    private RunId submit(String definition) throws IOException {
        Files.copy(STUCK, site.workspace().resolve("stuck-agent"));
        String head = "apiVersion: signalbox/v1\nagents: {c: {type: claude_code, run: [./stuck-agent]}}\n";
        return stack.submit(new RunRequest(
                site.workspace().toString(),
                List.of(new SourceFile("governed.yaml", head + definition)),
                null,
                null,
                true,
                null));
    }
}
