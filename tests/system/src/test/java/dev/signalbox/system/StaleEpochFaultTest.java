package dev.signalbox.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.contracts.AttemptRef;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.Topics;
import dev.signalbox.contracts.WorkspaceId;
import dev.signalbox.contracts.api.StepView;
import dev.signalbox.contracts.attempt.AttemptFinished;
import dev.signalbox.contracts.attempt.AttemptOutcome;
import dev.signalbox.contracts.attempt.AttemptResult;
import dev.signalbox.contracts.event.ReportRejected;
import dev.signalbox.contracts.event.RunStatus;
import dev.signalbox.contracts.event.StepBackingOff;
import dev.signalbox.contracts.event.StepStatus;
import dev.signalbox.contracts.event.StepSucceeded;
import dev.signalbox.system.proof.History;
import dev.signalbox.system.proof.Invariants;
import dev.signalbox.system.stack.RunningStack;
import dev.signalbox.system.stack.Signals;
import dev.signalbox.system.work.Graph;
import dev.signalbox.system.work.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Reports that come too late are not believed. */
class StaleEpochFaultTest extends SystemTest {
    private static final StepId STEP = new StepId("only");

    @Test
    void a_late_result_with_an_old_epoch_is_rejected_and_recorded() {
        RunId run = stack.submit(Graph.ofCommands(
                        "late",
                        1,
                        List.of(Step.running("only", site.failingAtFirst(0.6, 1))
                                .tried(2)))
                .in(site.workspace()));
        StepView second = awaitStep(run, step -> step.attempt() == 2 && step.status() == StepStatus.RUNNING);
        long oldEpoch = second.epoch() - 1;

        stack.topics()
                .send(
                        Topics.OUTCOMES,
                        site.workspace().toString(),
                        new AttemptFinished(
                                new AttemptRef(new WorkspaceId(site.workspace().toString()), run, STEP, 1, oldEpoch),
                                "a-runner-from-before",
                                AttemptResult.withoutProcess(AttemptOutcome.SUCCEEDED, "I was slow"),
                                Instant.now()));

        assertEnds(run, RunStatus.SUCCEEDED);
        History history = Invariants.hold(stack, site.ledger(), run);
        assertThat(history.facts(ReportRejected.class))
                .containsExactly(new ReportRejected(
                        STEP,
                        1,
                        oldEpoch,
                        second.epoch(),
                        "dev.signalbox.attempt-finished.v1",
                        "a-runner-from-before"));
        assertThat(history.facts(StepSucceeded.class))
                .extracting(StepSucceeded::attempt)
                .containsExactly(2);
        assertThat(site.ledger().executions(run)).hasSize(2);
    }

    @Test
    void a_runner_that_was_frozen_past_its_lease_is_not_believed() {
        RunId run = stack.submit(Graph.ofCommands(
                        "frozen",
                        1,
                        List.of(Step.running("only", site.working(1.5)).tried(3)))
                .in(site.workspace()));
        awaitStep(run, step -> step.status() == StepStatus.RUNNING);
        await().until(() -> !site.ledger().executions(run).isEmpty());
        ProcessHandle runner =
                stack.stack().process(RunningStack.RUNNER).handle().orElseThrow();

        Signals.stop(runner);
        try {
            awaitStep(run, step -> step.attempt() == 2 && step.status() == StepStatus.DISPATCHED);
        } finally {
            Signals.cont(runner);
        }

        assertEnds(run, RunStatus.SUCCEEDED);
        History history = Invariants.hold(stack, site.ledger(), run);
        assertThat(history.facts(StepBackingOff.class).getFirst().result().outcome())
                .isEqualTo(AttemptOutcome.LOST);
        assertThat(history.facts(ReportRejected.class))
                .as("what the runner said of the attempt that it had lost")
                .anyMatch(rejected ->
                        rejected.attempt() == 1 && rejected.reported().equals("dev.signalbox.attempt-finished.v1"));
        assertThat(history.facts(StepSucceeded.class))
                .extracting(StepSucceeded::attempt)
                .containsExactly(2);
    }

    private StepView awaitStep(RunId run, Predicate<StepView> fulfilled) {
        return await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> stack.client().step(run, STEP), fulfilled);
    }
}
