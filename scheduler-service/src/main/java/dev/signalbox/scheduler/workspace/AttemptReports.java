package dev.signalbox.scheduler.workspace;

import dev.signalbox.contracts.AttemptRef;
import dev.signalbox.contracts.MessageCatalogue;
import dev.signalbox.contracts.attempt.AttemptHeartbeat;
import dev.signalbox.contracts.attempt.AttemptStarted;
import dev.signalbox.contracts.attempt.Outcome;
import dev.signalbox.contracts.attempt.StopAttempt;
import dev.signalbox.contracts.attempt.StopCause;
import dev.signalbox.contracts.event.ReportRejected;
import dev.signalbox.scheduler.step.StepDecision;
import dev.signalbox.scheduler.step.StepInput;
import dev.signalbox.scheduler.step.StepState;

/** What runners say of attempts, and what is made of it. */
final class AttemptReports {
    private final RunRegister runs;
    private final StepMoves steps;

    AttemptReports(RunRegister runs, StepMoves steps) {
        this.runs = runs;
        this.steps = steps;
    }

    void take(Turn turn, Outcome outcome) {
        LiveRun run = runs.find(outcome.attempt().run());
        LiveStep step = run == null ? null : run.steps.get(outcome.attempt().step());
        if (step == null) {
            reportForNobody(turn, outcome);
            return;
        }
        StepDecision decision = steps.input(turn, step, new StepInput.Reported(outcome));
        if (decision instanceof StepDecision.Rejected) {
            reject(turn, step, outcome);
        } else if (step.state instanceof StepState.Running r && outcome.runner().equals(r.runner())) {
            step.leaseEnds = turn.now.plus(r.lease());
        }
    }

    /** Recorded, not believed; and whoever still works under the old epoch is told to stop. */
    private static void reject(Turn turn, LiveStep step, Outcome outcome) {
        if (!(outcome instanceof AttemptHeartbeat)) {
            AttemptRef attempt = outcome.attempt();
            turn.fact(
                    step.run,
                    new ReportRejected(
                            attempt.step(),
                            attempt.attempt(),
                            attempt.epoch(),
                            step.state.epoch(),
                            MessageCatalogue.nameOf(outcome),
                            outcome.runner()));
        }
        supersede(turn, outcome);
    }

    private static void reportForNobody(Turn turn, Outcome outcome) {
        if (!(outcome instanceof AttemptHeartbeat)) {
            turn.effect(new Effect.Unplaceable("run " + outcome.attempt().run() + " is not live or has no step "
                    + outcome.attempt().step()));
        }
        supersede(turn, outcome);
    }

    private static void supersede(Turn turn, Outcome outcome) {
        if (outcome instanceof AttemptHeartbeat || outcome instanceof AttemptStarted) {
            turn.effect(new Effect.Stopped(new StopAttempt(outcome.attempt(), StopCause.SUPERSEDED, turn.now)));
        }
    }
}
