package dev.signalbox.scheduler.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.contracts.command.ReleaseRun;
import dev.signalbox.contracts.command.SubmitRun;
import dev.signalbox.contracts.event.RunFact;
import dev.signalbox.contracts.event.RunStatus;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeldRunTest {
    private final World world = new World();

    @Test
    void nothing_of_a_held_run_starts_before_it_is_released() {
        world.command(held(1));
        assertThat(world.dispatches).isEmpty();
        assertThat(world.statuses).containsEntry(Specs.run(1), RunStatus.QUEUED);

        world.command(release(1));

        assertThat(world.dispatchedSteps()).containsExactly("a");
    }

    @Test
    void releasing_a_run_twice_starts_it_once() {
        world.command(held(1));
        world.command(release(1));

        List<RunFact> facts = world.command(release(1));

        assertThat(facts).isEmpty();
        assertThat(world.dispatchedSteps()).containsExactly("a");
    }

    @Test
    void a_release_of_an_unknown_run_or_of_one_that_was_never_held_changes_nothing() {
        world.command(Specs.submit(1, Specs.step("a")));

        assertThat(world.command(release(1))).isEmpty();
        assertThat(world.command(release(7))).isEmpty();
    }

    @Test
    void a_held_run_is_still_held_after_a_restart() {
        world.command(held(1));

        world.restart();
        assertThat(world.dispatches).isEmpty();
        world.command(release(1));

        assertThat(world.dispatchedSteps()).containsExactly("a");
    }

    @Test
    void a_held_run_that_is_cancelled_ends_and_never_starts() {
        world.command(held(1));

        world.cancel(1);
        world.command(release(1));

        assertThat(world.dispatches).isEmpty();
        assertThat(world.statuses).containsEntry(Specs.run(1), RunStatus.CANCELLED);
    }

    @Test
    void a_held_run_that_was_paused_waits_for_both() {
        world.command(held(1));
        world.pause(1);

        world.command(release(1));
        assertThat(world.dispatches).isEmpty();
        world.resumeRun(1);

        assertThat(world.dispatchedSteps()).containsExactly("a");
    }

    private static SubmitRun held(int number) {
        SubmitRun submit = Specs.submit(number, Specs.step("a"), Specs.step("b", "a"));
        return new SubmitRun(
                submit.run(), submit.spec(), submit.idempotency(), submit.submittedAt(), false, null, true);
    }

    private static ReleaseRun release(int number) {
        return new ReleaseRun(Specs.WORKSPACE, Specs.run(number), Specs.START);
    }
}
