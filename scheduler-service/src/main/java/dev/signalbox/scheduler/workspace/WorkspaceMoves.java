package dev.signalbox.scheduler.workspace;

import dev.signalbox.contracts.WorkspaceId;
import dev.signalbox.contracts.admission.Hold;
import dev.signalbox.contracts.admission.WorkspaceStatusChanged;
import dev.signalbox.contracts.command.PauseWorkspace;
import dev.signalbox.contracts.command.ResumeWorkspace;
import dev.signalbox.contracts.command.WorkspaceCommand;

/** What people ask of a workspace as a whole, or of everything. */
final class WorkspaceMoves {
    private final WorkspaceId workspace;
    private final RunRegister runs;
    private final StepPlaces places;
    private final Holds holds;

    WorkspaceMoves(WorkspaceId workspace, RunRegister runs, StepPlaces places, Holds holds) {
        this.workspace = workspace;
        this.runs = runs;
        this.places = places;
        this.holds = holds;
    }

    void take(Turn turn, WorkspaceCommand command) {
        switch (command) {
            case PauseWorkspace pause -> pause(turn, new Hold(pause.reason(), pause.requestedBy(), turn.now));
            case ResumeWorkspace _ -> resume(turn);
        }
    }

    void restore(WorkspaceProgress kept) {
        holds.own = kept.hold();
    }

    WorkspaceProgress progress() {
        return new WorkspaceProgress(workspace, holds.own);
    }

    private void pause(Turn turn, Hold hold) {
        if (holds.own == null) {
            holds.own = hold;
            announce(turn);
            lookAgain();
        }
    }

    private void resume(Turn turn) {
        if (holds.own != null) {
            holds.own = null;
            announce(turn);
            lookAgain();
        }
    }

    /** Every ready step takes the place that it may have now. */
    void lookAgain() {
        for (LiveRun run : runs.live()) {
            for (LiveStep step : run.steps.values()) {
                if (step.isReady()) {
                    places.hold(step);
                    places.joinLine(step);
                }
            }
        }
    }

    private void announce(Turn turn) {
        turn.changed(progress());
        turn.effect(new Effect.WorkspaceChanged(new WorkspaceStatusChanged(workspace, holds.own, turn.now)));
    }
}
