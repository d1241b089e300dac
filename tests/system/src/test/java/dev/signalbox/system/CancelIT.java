package dev.signalbox.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.attempt.AttemptOutcome;
import dev.signalbox.contracts.event.RunEnded;
import dev.signalbox.contracts.event.RunStatus;
import dev.signalbox.contracts.event.StepCancelled;
import dev.signalbox.standalone.process.Cookie;
import dev.signalbox.standalone.process.ProcessIdentity;
import dev.signalbox.system.proof.History;
import dev.signalbox.system.proof.Invariants;
import dev.signalbox.system.stack.RunningStack;
import dev.signalbox.system.work.Graph;
import dev.signalbox.system.work.Step;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Stopping means that nobody is left, and that it is said. */
class CancelIT extends SystemTest {
    private static final int STUBBORN_PROCESSES = 3;

    @Test
    void a_command_that_ignores_term_and_has_forked_is_gone_after_the_grace_and_its_run_is_cancelled() {
        RunId run = stack.submit(Graph.ofCommands(
                        "stubborn",
                        2,
                        List.of(
                                Step.running("stubborn", site.stubborn()),
                                Step.running("never", site.working(0.1)).after("stubborn")))
                .in(site.workspace()));
        List<ProcessIdentity> family =
                await().until(() -> processesOf(run), found -> found.size() >= STUBBORN_PROCESSES);

        stack.client().cancel(run, "enough");

        await().atMost(RunningStack.STOP_GRACE.plus(Duration.ofSeconds(5)))
                .untilAsserted(() -> assertThat(family).noneMatch(ProcessIdentity::isAlive));
        assertEnds(run, RunStatus.CANCELLED);
        assertThat(processesOf(run)).isEmpty();
        History history = Invariants.hold(stack, site.ledger(), run);
        assertThat(history.facts(StepCancelled.class))
                .filteredOn(fact -> fact.result() != null)
                .singleElement()
                .satisfies(fact ->
                        assertThat(fact.result()).hasFieldOrPropertyWithValue("outcome", AttemptOutcome.CANCELLED));
        assertThat(history.facts(RunEnded.class).getFirst().steps().cancelled()).isEqualTo(2);
        assertThat(site.ledger().executions(run)).hasSize(1);
    }

    @Test
    void a_step_that_takes_too_long_is_stopped_and_fails() {
        RunId run = stack.submit(Graph.ofCommands(
                        "slow",
                        1,
                        List.of(Step.running("stubborn", site.stubborn()).with("timeout", "500ms")))
                .in(site.workspace()));

        assertEnds(run, RunStatus.FAILED);
        assertThat(processesOf(run)).isEmpty();
        Invariants.hold(stack, site.ledger(), run);
        assertThat(stack.client().steps(run).getFirst().result())
                .hasFieldOrPropertyWithValue("outcome", AttemptOutcome.TIMED_OUT);
    }

    @Test
    void a_run_that_takes_too_long_is_stopped_and_timed_out() {
        RunId run = stack.submit(Graph.ofCommands("slow", 1, List.of(Step.running("stubborn", site.stubborn())))
                .with("timeout", "700ms")
                .in(site.workspace()));

        assertEnds(run, RunStatus.TIMED_OUT);
        assertThat(processesOf(run)).isEmpty();
        Invariants.hold(stack, site.ledger(), run);
    }

    private static List<ProcessIdentity> processesOf(RunId run) {
        return new Cookie("SIGNALBOX_RUN", run.value()).bearers();
    }
}
