package dev.signalbox.scheduler.workspace;

import static dev.signalbox.scheduler.workspace.Specs.agent;
import static dev.signalbox.scheduler.workspace.Specs.needing;
import static dev.signalbox.scheduler.workspace.Specs.run;
import static dev.signalbox.scheduler.workspace.Specs.step;
import static dev.signalbox.scheduler.workspace.Specs.submit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.contracts.AgentId;
import dev.signalbox.contracts.attempt.AttemptOutcome;
import dev.signalbox.contracts.command.AddSteps;
import dev.signalbox.contracts.command.SubmitRun;
import dev.signalbox.contracts.event.CommandRejected;
import dev.signalbox.contracts.event.RunExtended;
import dev.signalbox.contracts.event.RunFact;
import dev.signalbox.contracts.event.RunStatus;
import dev.signalbox.contracts.event.StepSkipped;
import dev.signalbox.contracts.spec.AgentSpec;
import dev.signalbox.contracts.spec.FileScope;
import dev.signalbox.contracts.spec.RetryPolicy;
import dev.signalbox.contracts.spec.StepSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Runs that grow while they are live, and runs that arrive in parts. */
class GrowthTest {
    private static final String ADD = "dev.signalbox.add-steps.v1";

    private final World world = new World();

    @Test
    void added_steps_need_old_and_new_ones_and_the_run_ends_after_the_last_of_them() {
        world.command(submit(1, step("a"), step("b", "a")));
        succeed("a");

        List<RunFact> facts = add(step("d", "c"), step("c", "a"), step("e"));

        assertThat(facts.getFirst())
                .isEqualTo(new RunExtended(
                        List.of(step("d", "c"), step("c", "a"), step("e")), true, "the plan said so", "ann"));
        assertThat(world.dispatchedSteps()).containsExactly("a", "b", "c", "e");
        Stream.of("b", "c", "e").forEach(this::succeed);
        assertThat(world.statuses).containsEntry(run(1), RunStatus.RUNNING);
        succeed("d");
        assertThat(world.statuses).containsEntry(run(1), RunStatus.SUCCEEDED);
        assertThat(world.keptRecords()).isZero();
        world.assertSequencesHaveNoGap();
    }

    @Test
    void adding_the_same_steps_again_changes_nothing() {
        world.command(submit(1, step("a")));
        add(step("b", "a"));

        assertThat(add(step("b", "a"))).isEmpty();
    }

    @Test
    void a_part_that_does_not_fit_is_rejected_as_a_whole() {
        world.command(submit(1, step("a")));

        assertThat(add(step("b"), step("c", "nobody")))
                .containsExactly(rejected("step c needs step nobody, which does not exist"));
        assertThat(add(step("b"), step("a", "b"))).containsExactly(rejected("there is another step a"));
        assertThat(add(step("b", "d"), step("c", "b"), step("d", "c"), step("e")))
                .containsExactly(rejected("steps need each other in a circle: b, c, d"));
        assertThat(add(step("b", new FileScope(List.of(), List.of("../out")), RetryPolicy.ONCE)))
                .singleElement()
                .isInstanceOf(CommandRejected.class);
        assertThat(world.dispatchedSteps()).containsExactly("a");
    }

    @Test
    void an_added_step_names_only_agents_that_exist() {
        world.command(submit(1, step("a")));
        StepSpec withFallback = step(
                "c",
                FileScope.NONE,
                new RetryPolicy(2, List.of(Duration.ZERO)).handingTo(List.of(new AgentId("nobody"))));

        assertThat(add(needing(step("b"), new AgentId("nobody"), Map.of())))
                .containsExactly(rejected("step b names agent nobody, which does not exist"));
        assertThat(add(withFallback)).containsExactly(rejected("step c names agent nobody, which does not exist"));
        assertThat(world.dispatchedSteps()).containsExactly("a");
    }

    @Test
    void agents_that_come_with_steps_take_them_also_after_a_restart() {
        AgentSpec helper = agent("helper", null, 1);
        world.command(submit(1, step("a")));

        addWith(helper, needing(step("b"), helper.id(), Map.of()));
        world.restart();
        addWith(helper, needing(step("c", "b"), helper.id(), Map.of()));
        succeed("b");

        assertThat(world.dispatchedSteps()).containsExactly("a", "b", "c");
    }

    @Test
    void an_agent_cannot_be_replaced_by_another_of_its_id() {
        world.command(submit(1, step("a")));
        addWith(agent("helper", null, 1), step("b"));

        assertThat(addWith(agent("helper", null, 2), step("c")))
                .containsExactly(rejected("there is another agent helper"));
    }

    @Test
    void a_step_that_needs_a_failed_one_is_skipped_at_once() {
        world.command(submit(1, step("a"), step("slow")));
        world.finished(world.dispatched(1, "a"), AttemptOutcome.FAILED);

        add(step("b", "a"), step("c", "b"));

        assertThat(world.factsOf("b")).singleElement().isInstanceOf(StepSkipped.class);
        assertThat(world.factsOf("c")).singleElement().isInstanceOf(StepSkipped.class);
    }

    @Test
    void nothing_is_added_to_a_run_that_is_being_stopped_or_has_ended() {
        world.command(submit(1, step("a")));
        world.cancel(1);
        assertThat(add(step("b"))).containsExactly(rejected("the run is being stopped"));

        world.finished(world.dispatched(1, "a"), AttemptOutcome.CANCELLED);
        assertThat(add(step("b"))).isEmpty();
    }

    @Test
    void a_run_in_parts_starts_when_it_is_sealed() {
        SubmitRun whole = submit(1, step("a"));
        world.command(new SubmitRun(
                whole.run(), whole.spec(), whole.idempotency(), whole.submittedAt(), true, whole.parent(), false));
        part(false, step("b", "a"));
        assertThat(world.dispatchedSteps()).isEmpty();

        world.restart();
        part(true, step("c", "b"));
        assertThat(world.dispatchedSteps()).containsExactly("a");

        world.restart();
        Stream.of("a", "b", "c").forEach(this::succeed);
        assertThat(world.statuses).containsEntry(run(1), RunStatus.SUCCEEDED);
    }

    private List<RunFact> add(StepSpec... steps) {
        return part(false, steps);
    }

    private List<RunFact> addWith(AgentSpec agent, StepSpec step) {
        return world.command(new AddSteps(
                Specs.WORKSPACE, run(1), List.of(step), List.of(agent), false, "the plan said so", "ann", world.now));
    }

    private List<RunFact> part(boolean seal, StepSpec... steps) {
        return world.command(
                new AddSteps(Specs.WORKSPACE, run(1), List.of(steps), seal, "the plan said so", "ann", world.now));
    }

    private static CommandRejected rejected(String reason) {
        return new CommandRejected(ADD, null, reason, "ann");
    }

    private void succeed(String step) {
        world.finished(world.dispatched(1, step), AttemptOutcome.SUCCEEDED);
    }
}
