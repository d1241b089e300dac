package dev.signalbox.scheduler.workspace;

import dev.signalbox.contracts.WorkspaceId;
import dev.signalbox.contracts.admission.Hold;
import dev.signalbox.contracts.admission.WorkspaceStatusChanged;
import dev.signalbox.contracts.command.DrainAgent;
import dev.signalbox.contracts.command.PauseWorkspace;
import dev.signalbox.contracts.command.RegisterAgent;
import dev.signalbox.contracts.command.RemoveAgent;
import dev.signalbox.contracts.command.ResumeWorkspace;
import dev.signalbox.contracts.command.SetWorkspaceBudget;
import dev.signalbox.contracts.command.WorkspaceCommand;
import dev.signalbox.scheduler.line.AgentRegistry;

/** What people ask of a workspace as a whole, or of everything. */
final class WorkspaceMoves {
    private final WorkspaceId workspace;
    private final RunRegister runs;
    private final StepPlaces places;
    private final Holds holds;
    private final AgentRegistry registry;
    private final AgentMoves agents;
    private final WorkspaceAllowance allowance;

    WorkspaceMoves(
            WorkspaceId workspace,
            RunRegister runs,
            StepPlaces places,
            Holds holds,
            AgentRegistry registry,
            WorkspaceAllowance allowance) {
        this.workspace = workspace;
        this.runs = runs;
        this.places = places;
        this.holds = holds;
        this.registry = registry;
        this.agents = new AgentMoves(registry, places);
        this.allowance = allowance;
    }

    void take(Turn turn, WorkspaceCommand command) {
        switch (command) {
            case PauseWorkspace pause -> pause(turn, new Hold(pause.reason(), pause.requestedBy(), turn.now));
            case ResumeWorkspace _ -> resume(turn);
            case SetWorkspaceBudget set -> allowance.set(turn, set);
            case RegisterAgent register -> announceIf(turn, agents.register(turn, register));
            case DrainAgent drain -> announceIf(turn, agents.drain(turn, drain));
            case RemoveAgent remove -> announceIf(turn, agents.remove(turn, remove));
        }
    }

    void restore(WorkspaceProgress kept) {
        holds.own = kept.hold();
        registry.restore(kept.agents());
        allowance.restore(kept.money());
    }

    WorkspaceProgress progress() {
        return new WorkspaceProgress(workspace, holds.own, registry.standings(), allowance.money());
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

    /** Takes note of agents that were to be drained and have nothing left to do. */
    void settle(Turn turn) {
        announceIf(turn, agents.settle(turn));
    }

    /** Takes note of the time: a day of the budget may be over. Call it at the beginning of a turn. */
    void look(Turn turn) {
        allowance.look(turn);
    }

    /** Says what is reserved and spent of the budget, when that is not known yet. Call it at the end of a turn. */
    void tellMoney(Turn turn) {
        announceIf(turn, allowance.hasMoved());
    }

    private void announceIf(Turn turn, boolean changed) {
        if (changed) {
            announce(turn);
        }
    }

    private void announce(Turn turn) {
        turn.changed(progress());
        turn.effect(new Effect.WorkspaceChanged(
                new WorkspaceStatusChanged(workspace, holds.own, turn.now, registry.standings(), allowance.view())));
    }
}
