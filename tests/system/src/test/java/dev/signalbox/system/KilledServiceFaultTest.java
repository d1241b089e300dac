package dev.signalbox.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.api.RunAdmitted;
import dev.signalbox.contracts.api.RunRequest;
import dev.signalbox.contracts.attempt.AttemptOutcome;
import dev.signalbox.contracts.event.RunStatus;
import dev.signalbox.contracts.event.StepBackingOff;
import dev.signalbox.standalone.process.Cookie;
import dev.signalbox.standalone.process.ProcessIdentity;
import dev.signalbox.system.proof.History;
import dev.signalbox.system.proof.Invariants;
import dev.signalbox.system.stack.Ids;
import dev.signalbox.system.stack.RunningStack;
import dev.signalbox.system.work.FiftySteps;
import dev.signalbox.system.work.Graph;
import dev.signalbox.system.work.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** {@code kill -9} of each service in the middle of a run of fifty real processes. */
class KilledServiceFaultTest extends SystemTest {
    private static final int A_THIRD = FiftySteps.STEPS / 3;

    @Test
    void a_killed_door_loses_no_run_and_attaches_the_next_call_to_it() {
        RunRequest request = FiftySteps.at(site, 1).in(site.workspace());
        Optional<String> key = Optional.of(Ids.next());
        RunId run = stack.client().submit(request, key).run();
        stack.awaitSuccesses(run, A_THIRD);

        stack.killAndAwaitReturn(RunningStack.ADMISSION);

        RunAdmitted again = stack.client().submit(request, key);
        assertThat(again.run()).isEqualTo(run);
        assertThat(again.deduped()).isTrue();
        assertItEndsWell(run);
    }

    @Test
    void a_killed_scheduler_forgets_nothing_and_does_nothing_twice() {
        RunId run = runOfFiftySteps(2);
        stack.awaitSuccesses(run, A_THIRD);

        stack.killAndAwaitReturn(RunningStack.SCHEDULER);

        assertItEndsWell(run);
    }

    @Test
    void a_scheduler_that_is_killed_again_and_again_does_nothing_twice() {
        RunId run = runOfFiftySteps(3);
        for (int successes = 5; successes <= 35; successes += 15) {
            stack.awaitSuccesses(run, successes);
            stack.killAndAwaitReturn(RunningStack.SCHEDULER);
        }

        assertItEndsWell(run);
    }

    @Test
    void a_killed_runner_leaves_nobody_behind_and_its_attempts_are_lost_and_tried_again() {
        RunId run = stack.submit(withStepsThatStay(FiftySteps.at(site, 4)).in(site.workspace()));
        stack.awaitSuccesses(run, A_THIRD);
        List<ProcessIdentity> staying = await().until(() -> processesOf(run), found -> found.size() >= 6);

        stack.killAndAwaitReturn(RunningStack.RUNNER);

        assertThat(staying).noneMatch(ProcessIdentity::isAlive);
        History history = assertItEndsWell(run);
        assertThat(history.facts(StepBackingOff.class))
                .filteredOn(fact -> fact.result().outcome() == AttemptOutcome.LOST)
                .extracting(fact -> fact.step().value())
                .contains("stays-1", "stays-2");
        await().untilAsserted(() -> assertThat(processesOf(run)).isEmpty());
    }

    @Test
    void a_killed_event_log_misses_no_event_and_has_none_twice() {
        RunId run = runOfFiftySteps(5);
        stack.awaitSuccesses(run, A_THIRD);

        stack.killAndAwaitReturn(RunningStack.EVENT_LOG);

        assertItEndsWell(run);
    }

    private RunId runOfFiftySteps(long seed) {
        return stack.submit(FiftySteps.at(site, seed).in(site.workspace()));
    }

    private Graph withStepsThatStay(Graph graph) {
        List<Step> steps = new ArrayList<>(graph.steps());
        steps.addFirst(Step.running("stays-1", site.stayingOnce()).tried(3).writing("elsewhere/1"));
        steps.addFirst(Step.running("stays-2", site.stayingOnce()).tried(3).writing("elsewhere/2"));
        return Graph.ofCommands(graph.name() + "-and-two-that-stay", RunningStack.SLOT_CAP, steps);
    }

    private History assertItEndsWell(RunId run) {
        assertEnds(run, RunStatus.SUCCEEDED);
        return Invariants.hold(stack, site.ledger(), run);
    }

    private static List<ProcessIdentity> processesOf(RunId run) {
        return new Cookie("SIGNALBOX_RUN", run.value()).bearers();
    }
}
