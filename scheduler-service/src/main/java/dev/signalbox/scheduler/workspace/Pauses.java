package dev.signalbox.scheduler.workspace;

import dev.signalbox.contracts.event.RunPaused;
import dev.signalbox.contracts.event.RunStatus;

/**
 * Holds runs. A paused run keeps what its steps in flight have and gives up everything else: its ready steps stand in no line, hold
 * no claim back and are told that they wait for the pause, or for the checkpoint before them.
 */
final class Pauses {
    private static final String BY_DEFINITION = "scheduler";

    private final RunRegister runs;
    private final StepPlaces places;

    Pauses(RunRegister runs, StepPlaces places) {
        this.runs = runs;
        this.places = places;
    }

    /** A step has become ready: if there is a checkpoint before it, its run pauses there. */
    void atCheckpoint(Turn turn, LiveStep step) {
        String checkpoint = step.spec.checkpoint();
        if (checkpoint != null && step.isAtCheckpoint()) {
            pause(
                    turn,
                    step.run,
                    new RunPaused(
                            "step " + step.spec.id() + " has reached checkpoint " + checkpoint,
                            BY_DEFINITION,
                            checkpoint));
        }
    }

    /** A step has failed for good whose definition asks for a pause then. */
    void afterFailure(Turn turn, LiveStep step) {
        if (step.run.haltedBy == null) {
            pause(turn, step.run, new RunPaused("step " + step.spec.id() + " did not succeed", BY_DEFINITION, null));
        }
    }

    /** A run that is paused already, is being stopped, or has nothing left to hold stays as it is; answers whether it pauses now. */
    boolean pause(Turn turn, LiveRun run, RunPaused why) {
        if (run.isPaused() || run.stopping != null || run.isOver()) {
            return false;
        }
        run.becomes(turn, RunStatus.PAUSED);
        turn.fact(run, why);
        runs.announce(turn, run);
        for (LiveStep step : run.steps.values()) {
            if (step.isReady()) {
                places.hold(step);
            }
        }
        return true;
    }
}
