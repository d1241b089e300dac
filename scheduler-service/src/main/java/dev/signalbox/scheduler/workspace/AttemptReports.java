package dev.signalbox.scheduler.workspace;

import dev.signalbox.contracts.AttemptRef;
import dev.signalbox.contracts.MessageCatalogue;
import dev.signalbox.contracts.attempt.AttemptFinished;
import dev.signalbox.contracts.attempt.AttemptHeartbeat;
import dev.signalbox.contracts.attempt.AttemptStarted;
import dev.signalbox.contracts.attempt.GovernorReported;
import dev.signalbox.contracts.attempt.MergeConflictForeseen;
import dev.signalbox.contracts.attempt.Outcome;
import dev.signalbox.contracts.attempt.StopAttempt;
import dev.signalbox.contracts.attempt.StopCause;
import dev.signalbox.contracts.attempt.UsageReported;
import dev.signalbox.contracts.event.ReportRejected;
import dev.signalbox.contracts.event.UsageRejected;
import dev.signalbox.contracts.governor.GovernorFinding;
import dev.signalbox.contracts.governor.Trip;
import dev.signalbox.contracts.spec.Usage;
import dev.signalbox.scheduler.budget.BudgetSettings;
import dev.signalbox.scheduler.budget.UnknownModel;
import dev.signalbox.scheduler.step.StepDecision;
import dev.signalbox.scheduler.step.StepInput;
import dev.signalbox.scheduler.step.StepState;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What runners say of attempts, and what is made of it. */
final class AttemptReports {
    private final RunRegister runs;
    private final StepMoves steps;

    private final BudgetLimits budgets;
    private final BudgetSettings settings;
    private final Governing governing;

    AttemptReports(
            RunRegister runs, StepMoves steps, BudgetLimits budgets, BudgetSettings settings, Governing governing) {
        this.runs = runs;
        this.steps = steps;
        this.budgets = budgets;
        this.settings = settings;
        this.governing = governing;
    }

    void take(Turn turn, Outcome outcome) {
        LiveRun run = runs.find(outcome.attempt().run());
        LiveStep step = run == null ? null : run.steps.get(outcome.attempt().step());
        if (step == null) {
            reportForNobody(turn, outcome);
            return;
        }
        boolean current = outcome.attempt().epoch() == step.state.epoch();
        if (current && Governing.isKnown(step, outcome)) {
            return;
        }
        Outcome believed = current ? believed(turn, step, outcome) : outcome;
        StepDecision decision = steps.input(turn, step, new StepInput.Reported(believed));
        if (decision instanceof StepDecision.Rejected) {
            reject(turn, step, outcome);
            return;
        }
        if (current) {
            Governing.learn(turn, step, believed);
            holdBudgets(turn, step, believed);
            if (!(believed instanceof AttemptHeartbeat)) {
                governing.hold(turn, step);
            }
        }
        if (step.state instanceof StepState.Running r && outcome.runner().equals(r.runner())) {
            step.leaseEnds = turn.now.plus(r.lease());
        }
    }

    /** The same report with a usage that can be true, at its price, and never less than an earlier report said. */
    private Outcome believed(Turn turn, LiveStep step, Outcome outcome) {
        return switch (outcome) {
            case AttemptStarted s -> s;
            case AttemptHeartbeat h -> h;
            case MergeConflictForeseen c -> c;
            case UsageReported u ->
                new UsageReported(u.attempt(), u.runner(), believed(turn, step, outcome, u.usage()), u.at());
            case GovernorReported g ->
                new GovernorReported(
                        g.attempt(),
                        g.runner(),
                        switch (g.finding()) {
                            case GovernorFinding.Checked checked -> checked;
                            case GovernorFinding.Tripped(Trip trip) ->
                                new GovernorFinding.Tripped(
                                        trip.withUsage(believed(turn, step, outcome, trip.usage())));
                        },
                        g.at());
            case AttemptFinished f ->
                new AttemptFinished(
                        f.attempt(),
                        f.runner(),
                        f.result()
                                .withUsage(
                                        believed(turn, step, outcome, f.result().usage())),
                        f.at());
        };
    }

    private Usage believed(Turn turn, LiveStep step, Outcome outcome, Usage usage) {
        Optional<String> disbelief = settings.disbelief(usage);
        if (disbelief.isPresent()) {
            AttemptRef attempt = outcome.attempt();
            turn.fact(
                    step.run,
                    new UsageRejected(
                            attempt.step(),
                            attempt.attempt(),
                            attempt.epoch(),
                            usage,
                            disbelief.get(),
                            outcome.runner()));
            return step.money.last();
        }
        return step.money.last().orMore(priced(usage, turn.now));
    }

    private Usage priced(Usage usage, Instant now) {
        String model = usage.model();
        return model == null || !BudgetSettings.wantsPrice(usage)
                ? usage
                : settings.prices().cost(model, usage, now).map(usage::at).orElse(usage);
    }

    private void holdBudgets(Turn turn, LiveStep step, Outcome believed) {
        Usage usage = usageOf(believed);
        if (usage == null || step.run.status.isTerminal()) {
            return;
        }
        budgets.check(turn, step);
        String model = usage.model();
        if (model != null
                && BudgetSettings.wantsPrice(usage)
                && settings.unknownModel() == UnknownModel.FAIL_CLOSED
                && !settings.prices().knows(model, turn.now)) {
            budgets.unpriced(turn, step, model);
        }
    }

    private static @Nullable Usage usageOf(Outcome outcome) {
        return switch (outcome) {
            case AttemptStarted _, AttemptHeartbeat _, MergeConflictForeseen _, GovernorReported _ -> null;
            case UsageReported u -> u.usage();
            case AttemptFinished f -> f.result().usage();
        };
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
