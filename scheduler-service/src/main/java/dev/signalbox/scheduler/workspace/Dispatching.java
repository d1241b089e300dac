package dev.signalbox.scheduler.workspace;

import dev.signalbox.contracts.attempt.IsolationOrder;
import dev.signalbox.contracts.attempt.StartAttempt;
import dev.signalbox.contracts.attempt.StartAttemptBuilder;
import dev.signalbox.contracts.event.ClaimOverridden;
import dev.signalbox.contracts.event.RunStarted;
import dev.signalbox.contracts.event.RunStatus;
import dev.signalbox.contracts.event.WaitsFor;
import dev.signalbox.contracts.spec.AgentAccess;
import dev.signalbox.contracts.spec.AgentSpec;
import dev.signalbox.contracts.spec.IsolationRule;
import dev.signalbox.contracts.spec.StepSpec;
import dev.signalbox.scheduler.budget.Amount;
import dev.signalbox.scheduler.line.Need;
import dev.signalbox.scheduler.line.WaitingLine;
import dev.signalbox.scheduler.step.StepInput;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Serves the line: gives steps to agents in their order, and tells the others what they wait for. */
final class Dispatching {
    private final RunRegister runs;
    private final StepPlaces places;
    private final StepMoves steps;
    private final BudgetLimits budgets;
    private final Governing governing;

    Dispatching(RunRegister runs, StepPlaces places, StepMoves steps, BudgetLimits budgets, Governing governing) {
        this.runs = runs;
        this.places = places;
        this.steps = steps;
        this.budgets = budgets;
        this.governing = governing;
    }

    /** Serves the line until nobody in it can go. */
    void serve(Turn turn) {
        do {
            for (Optional<WaitingLine.Turn<LiveStep>> next = places.next(); next.isPresent(); next = places.next()) {
                serve(turn, next.get().step(), next.get().agent());
            }
        } while (places.unparkOne() || places.letOthersPast());
        for (LiveStep step : places.takeUntold()) {
            mustWait(turn, step, whatItWaitsFor(step));
        }
    }

    private WaitsFor whatItWaitsFor(LiveStep step) {
        String checkpoint = step.spec.checkpoint();
        if (checkpoint != null && step.isAtCheckpoint()) {
            return new WaitsFor.Approval(checkpoint);
        }
        if (step.run.isHeld()) {
            return step.run.heldBy();
        }
        Need need = step.need();
        return new WaitsFor.Agent(need.agent(), need.track(), need.labels(), places.hasNobody(step));
    }

    private void serve(Turn turn, LiveStep step, AgentSpec agent) {
        places.leaveLine(step);
        if (!step.run.hasRoom()) {
            places.park(step);
            mustWait(turn, step, new WaitsFor.Parallelism(step.run.inFlight()));
            return;
        }
        if (!places.hasSlotFor(step)) {
            mustWait(turn, step, new WaitsFor.Slot(places.awaitSlot(step)));
            return;
        }
        Optional<StepClaims.Obstacle> obstacle = places.obstacle(step);
        if (obstacle.isPresent() && !goesOn(turn, step, obstacle.get())) {
            return;
        }
        budgets.reservation(turn, step).ifPresent(reserved -> {
            obstacle.ifPresent(overridden -> turn.fact(step.run, overridden(step, overridden)));
            grant(turn, step, agent, reserved);
        });
    }

    /** Whether a step starts although somebody is in its way. */
    private boolean goesOn(Turn turn, LiveStep step, StepClaims.Obstacle obstacle) {
        return switch (step.run.spec().options().claimPolicyOf(step.spec)) {
            case QUEUE -> awaitClaim(turn, step, obstacle);
            case REJECT -> {
                steps.input(turn, step, new StepInput.ClaimRefused(refusal(step, obstacle)));
                yield false;
            }
            case OVERRIDE -> true;
        };
    }

    private boolean awaitClaim(Turn turn, LiveStep step, StepClaims.Obstacle obstacle) {
        places.awaitClaim(step, obstacle);
        LiveStep by = obstacle.by();
        mustWait(
                turn,
                step,
                new WaitsFor.Claim(
                        by.run.id(), by.spec.id(), obstacle.path(), obstacle.groupSharedWith(step), obstacle.isRun()));
        return false;
    }

    private static String refusal(LiveStep step, StepClaims.Obstacle obstacle) {
        LiveStep by = obstacle.by();
        String group = obstacle.groupSharedWith(step);
        String what = group == null ? "'" + obstacle.path() + "'" : "conflict group '" + group + "'";
        String holder = obstacle.isRun()
                ? "run " + by.run.id() + " as a whole"
                : "step " + by.spec.id() + (by.run == step.run ? "" : " of run " + by.run.id());
        return what + " belongs to " + holder + ", and the step does not wait for it (on_conflict: reject)";
    }

    private static ClaimOverridden overridden(LiveStep step, StepClaims.Obstacle obstacle) {
        LiveStep by = obstacle.by();
        return new ClaimOverridden(
                step.spec.id(), by.run.id(), by.spec.id(), obstacle.path(), obstacle.groupSharedWith(step));
    }

    private void mustWait(Turn turn, LiveStep step, WaitsFor waitsFor) {
        steps.input(turn, step, new StepInput.MustWait(waitsFor));
    }

    private void grant(Turn turn, LiveStep step, AgentSpec agent, Amount reserved) {
        LiveRun run = step.run;
        if (run.status == RunStatus.QUEUED) {
            run.becomes(turn, RunStatus.RUNNING);
            turn.fact(run, new RunStarted());
            runs.announce(turn, run);
        }
        places.hold(step, agent.id());
        run.lastEpoch++;
        Accounts.begin(step, reserved);
        steps.input(
                turn,
                step,
                new StepInput.Granted(agent.id(), run.lastEpoch, reserved.isNothing() ? null : reserved.asBudget()));
        turn.effect(new Effect.Dispatched(agent.pool(), attempt(turn, step, agent), run.file.traceparent()));
    }

    private StartAttempt attempt(Turn turn, LiveStep step, AgentSpec agent) {
        StepSpec spec = step.spec;
        return StartAttemptBuilder.builder()
                .attempt(step.attempt(step.state))
                .runName(step.run.spec().name())
                .agent(agent.id())
                .agentType(agent.type())
                .command(spec.command().isEmpty() ? agent.command() : spec.command())
                .prompt(Prompt.of(step))
                .profile(agent.profile())
                .files(spec.files())
                .environment(spec.environment())
                .timeout(spec.timeout())
                .fake(spec.fake())
                .outputLimit(step.takers > 0 ? Prompt.OUTPUT_LIMIT : 0)
                .depth(step.run.file.submit().depth())
                .isolation(isolation(step))
                .governor(governing.governance(turn, step, agent.type()))
                .access(AgentAccess.of(agent.access(), spec.secrets()))
                .resources(spec.resources())
                .dispatchedAt(turn.now)
                .build();
    }

    private static @Nullable IsolationOrder isolation(LiveStep step) {
        IsolationRule rule = step.spec.isolation();
        return rule == null || !rule.worksApart() ? null : new IsolationOrder(rule, step.memory.resolves());
    }
}
