package dev.signalbox.scheduler.workspace;

import static dev.signalbox.scheduler.workspace.Specs.step;
import static dev.signalbox.scheduler.workspace.Specs.submit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.contracts.admission.Hold;
import dev.signalbox.contracts.admission.WorkspaceStatusChanged;
import dev.signalbox.contracts.attempt.AttemptOutcome;
import dev.signalbox.contracts.command.PauseWorkspace;
import dev.signalbox.contracts.command.ResumeWorkspace;
import dev.signalbox.contracts.event.PauseScope;
import dev.signalbox.contracts.event.WaitsFor;
import org.junit.jupiter.api.Test;

/** Workspaces that are held as a whole, by themselves and together with all others. */
class WorkspacePauseTest {
    private static final Hold FREEZE = new Hold("release freeze", "ann", Specs.START);

    private final World world = new World();

    @Test
    void nothing_starts_in_a_paused_workspace_whatever_its_run_and_what_runs_may_finish() {
        world.command(submit(1, step("a"), step("b", "a")));

        pause();
        world.command(submit(2, step("c")));
        world.finished(world.dispatched(1, "a"), AttemptOutcome.SUCCEEDED);

        assertThat(world.dispatchedSteps()).containsExactly("a");
        assertThat(world.lastWait("b")).isEqualTo(new WaitsFor.Paused(PauseScope.WORKSPACE));
        assertThat(world.lastWait("c")).isEqualTo(new WaitsFor.Paused(PauseScope.WORKSPACE));
        assertThat(world.workspaceStatuses)
                .containsExactly(new WorkspaceStatusChanged(Specs.WORKSPACE, FREEZE, Specs.START));
    }

    @Test
    void a_workspace_goes_on_where_it_stood_but_for_the_runs_that_are_paused_themselves() {
        pause();
        world.command(submit(1, step("a")));
        world.command(submit(2, step("b")));
        world.pause(2);

        resume();

        assertThat(world.dispatchedSteps()).containsExactly("a");
        assertThat(world.lastWait("b")).isEqualTo(new WaitsFor.Paused());
    }

    @Test
    void a_run_that_is_resumed_in_a_paused_workspace_waits_for_the_workspace() {
        world.command(submit(1, step("a"), step("b", "a")));
        world.pause(1);
        pause();
        world.finished(world.dispatched(1, "a"), AttemptOutcome.SUCCEEDED);

        world.resumeRun(1);

        assertThat(world.dispatchedSteps()).containsExactly("a");
        assertThat(world.lastWait("b")).isEqualTo(new WaitsFor.Paused(PauseScope.WORKSPACE));
    }

    @Test
    void pausing_twice_and_resuming_twice_changes_nothing() {
        pause();
        pause();
        resume();
        resume();

        assertThat(world.workspaceStatuses).hasSize(2);
    }

    @Test
    void a_paused_workspace_is_still_paused_after_a_restart() {
        pause();
        world.command(submit(1, step("a")));

        world.restart();
        assertThat(world.dispatchedSteps()).isEmpty();

        resume();
        assertThat(world.dispatchedSteps()).containsExactly("a");
    }

    @Test
    void while_everything_is_held_a_workspace_that_is_let_go_still_waits() {
        pause();
        world.command(submit(1, step("a")));
        world.holdEverything(FREEZE);
        resume();

        assertThat(world.dispatchedSteps()).isEmpty();
        assertThat(world.lastWait("a")).isEqualTo(new WaitsFor.Paused(PauseScope.EVERYTHING));

        world.holdEverything(null);
        assertThat(world.dispatchedSteps()).containsExactly("a");
    }

    private void pause() {
        world.command(new PauseWorkspace(Specs.WORKSPACE, "release freeze", "ann", world.now));
    }

    private void resume() {
        world.command(new ResumeWorkspace(Specs.WORKSPACE, "released", "ann", world.now));
    }
}
