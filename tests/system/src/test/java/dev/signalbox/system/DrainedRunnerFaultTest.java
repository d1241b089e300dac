package dev.signalbox.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.attempt.AttemptOutcome;
import dev.signalbox.contracts.event.RunStatus;
import dev.signalbox.contracts.event.StepBackingOff;
import dev.signalbox.standalone.process.Cookie;
import dev.signalbox.standalone.process.ProcessIdentity;
import dev.signalbox.system.proof.History;
import dev.signalbox.system.proof.Invariants;
import dev.signalbox.system.stack.RunningStack;
import dev.signalbox.system.work.FiftySteps;
import dev.signalbox.system.work.Graph;
import dev.signalbox.system.work.Step;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** SIGTERM for the runner in the middle of a run, as a rolling update sends it. */
class DrainedRunnerFaultTest extends SystemTest {
    private static final int A_THIRD = FiftySteps.STEPS / 3;

    @Test
    void a_runner_that_is_told_to_end_in_mid_run_loses_no_attempt() {
        RunId run = stack.submit(withStepsThatStay(FiftySteps.at(site, 6)).in(site.workspace()));
        stack.awaitSuccesses(run, A_THIRD);
        List<ProcessIdentity> staying = await().until(() -> processesOf(run), found -> found.size() >= 6);

        stack.terminateAndAwaitReturn(RunningStack.RUNNER);

        assertThat(staying).noneMatch(ProcessIdentity::isAlive);
        assertEnds(run, RunStatus.SUCCEEDED);
        History history = Invariants.hold(stack, site.ledger(), run);
        List<StepBackingOff> again = history.facts(StepBackingOff.class);
        assertThat(again).noneMatch(fact -> fact.result().outcome() == AttemptOutcome.LOST);
        assertThat(again)
                .filteredOn(fact -> fact.result().outcome() == AttemptOutcome.HANDED_BACK)
                .as("they have one try, and it does not count")
                .extracting(fact -> fact.step().value())
                .contains("stays-1", "stays-2");
        await().untilAsserted(() -> assertThat(processesOf(run)).isEmpty());
    }

    private Graph withStepsThatStay(Graph graph) {
        List<Step> steps = new ArrayList<>(graph.steps());
        steps.addFirst(Step.running("stays-1", site.stayingOnce()).writing("elsewhere/1"));
        steps.addFirst(Step.running("stays-2", site.stayingOnce()).writing("elsewhere/2"));
        return Graph.ofCommands(graph.name() + "-and-two-that-stay", RunningStack.SLOT_CAP, steps);
    }

    private static List<ProcessIdentity> processesOf(RunId run) {
        return new Cookie("SIGNALBOX_RUN", run.value()).bearers();
    }
}
