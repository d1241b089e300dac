package dev.signalbox.scheduler.workspace;

import dev.signalbox.contracts.attempt.AttemptFinished;
import dev.signalbox.contracts.attempt.AttemptHeartbeat;
import dev.signalbox.contracts.attempt.AttemptStarted;
import dev.signalbox.contracts.attempt.GovernorReported;
import dev.signalbox.contracts.attempt.MergeConflictForeseen;
import dev.signalbox.contracts.attempt.Outcome;
import dev.signalbox.contracts.attempt.StopCause;
import dev.signalbox.contracts.attempt.UsageReported;
import dev.signalbox.contracts.event.TripwireTripped;
import dev.signalbox.contracts.governor.Governance;
import dev.signalbox.contracts.governor.GovernedScope;
import dev.signalbox.contracts.governor.GovernorFinding;
import dev.signalbox.contracts.governor.GovernorLimits;
import dev.signalbox.contracts.governor.GovernorMode;
import dev.signalbox.contracts.governor.GovernorRule;
import dev.signalbox.contracts.governor.GovernorSummary;
import dev.signalbox.contracts.governor.Trip;
import dev.signalbox.contracts.governor.Tripwire;
import dev.signalbox.contracts.governor.WorkSoFar;
import dev.signalbox.contracts.spec.AgentType;
import dev.signalbox.contracts.spec.Usage;
import dev.signalbox.scheduler.governor.GovernorSettings;
import dev.signalbox.scheduler.governor.StepWork;
import dev.signalbox.scheduler.step.StepInput;
import dev.signalbox.scheduler.step.StepState;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The governor's part that a runner cannot do: it says what earlier attempts have used, and it holds the limits of money, tokens and turns
 * where several attempts of a run use them up at the same time, or where only the price book knows what an attempt costs.
 */
final class Governing {
    private final StepMoves steps;
    private final GovernorSettings settings;

    Governing(StepMoves steps, GovernorSettings settings) {
        this.steps = steps;
        this.settings = settings;
    }

    /** How the attempt is governed that is dispatched now; null for an agent that only plays a script. */
    @Nullable
    Governance governance(Turn turn, LiveStep step, AgentType type) {
        if (type.equals(AgentType.FAKE)) {
            return null;
        }
        return new Governance(
                settings.policy(ruleOfRun(step), step.spec.governor(), type),
                new WorkSoFar(
                        step.money.earlier().plus(step.money.last()), step.work.turns(), step.work.atWork(turn.now)),
                new WorkSoFar(step.run.usage, step.run.work.turns(), step.run.work.atWork(turn.now)));
    }

    /** Whether a report says again what is known: a tripwire that its attempt has touched already. */
    static boolean isKnown(LiveStep step, Outcome outcome) {
        return outcome instanceof GovernorReported report
                && report.finding() instanceof GovernorFinding.Tripped(Trip trip)
                && step.work.tripped().contains(trip.tripwire());
    }

    /** Learns from a report of the current attempt. */
    static void learn(Turn turn, LiveStep step, Outcome outcome) {
        switch (outcome) {
            case AttemptStarted _, AttemptHeartbeat _, UsageReported _, MergeConflictForeseen _ -> {}
            case GovernorReported report -> {
                switch (report.finding()) {
                    case GovernorFinding.Checked checked ->
                        turned(turn, step, checked.score().turns());
                    case GovernorFinding.Tripped tripped ->
                        step.work = step.work.touching(tripped.trip().tripwire());
                }
            }
            case AttemptFinished finished -> {
                GovernorSummary seen = finished.result().governor();
                turned(turn, step, seen == null ? 0 : seen.turns());
            }
        }
    }

    private static void turned(Turn turn, LiveStep step, int turns) {
        StepWork before = step.work;
        step.work = before.turned(turns);
        step.run.work = step.run.work.turned(step.work.turns() - before.turns());
        turn.changed(step);
    }

    /** After a report of what an attempt has used: no limit may be exceeded without a consequence. */
    void hold(Turn turn, LiveStep step) {
        if (!(step.state instanceof StepState.InFlight attempt) || attempt.stopping()) {
            return;
        }
        GovernorMode mode = settings.mode(ruleOfRun(step), step.spec.governor());
        for (Exceeded exceeded : exceeded(step)) {
            trip(turn, step, mode, exceeded);
            if (mode == GovernorMode.ENFORCE) {
                stop(turn, step);
                if (exceeded.scope() == GovernedScope.RUN) {
                    stopOthers(turn, step.run, exceeded);
                }
                return;
            }
        }
    }

    /** The run has nothing left for those of its attempts that have said nothing of late either. */
    private void stopOthers(Turn turn, LiveRun run, Exceeded exceeded) {
        for (LiveStep other : List.copyOf(run.steps.values())) {
            if (other.state instanceof StepState.InFlight attempt && !attempt.stopping()) {
                trip(turn, other, GovernorMode.ENFORCE, exceeded);
                stop(turn, other);
            }
        }
    }

    private void stop(Turn turn, LiveStep step) {
        steps.input(turn, step, new StepInput.Stop(StopCause.TRIPWIRE));
    }

    private static void trip(Turn turn, LiveStep step, GovernorMode mode, Exceeded exceeded) {
        if (step.work.tripped().contains(exceeded.tripwire())) {
            return;
        }
        step.work = step.work.touching(exceeded.tripwire());
        turn.changed(step);
        Duration since = step.work.since() == null ? Duration.ZERO : Duration.between(step.work.since(), turn.now);
        turn.fact(
                step.run,
                new TripwireTripped(
                        step.spec.id(),
                        step.state.attempt(),
                        step.state.epoch(),
                        new Trip(
                                exceeded.tripwire(),
                                mode,
                                mode == GovernorMode.ENFORCE,
                                exceeded.scope(),
                                exceeded.reason(),
                                exceeded.measured(),
                                exceeded.allowed(),
                                exceeded.unit(),
                                List.of(),
                                List.of(),
                                step.money.last(),
                                since.isNegative() ? Duration.ZERO : since)));
    }

    private static @Nullable GovernorRule ruleOfRun(LiveStep step) {
        return step.run.spec().options().governor();
    }

    /** What is too much, as far as one sees it here. */
    private record Exceeded(
            Tripwire tripwire, GovernedScope scope, BigDecimal measured, BigDecimal allowed, String unit) {
        String reason() {
            String whose = scope == GovernedScope.STEP ? "the step" : "the run";
            return whose + " has used " + measured.toPlainString() + " " + unit + " of " + allowed.toPlainString();
        }
    }

    private List<Exceeded> exceeded(LiveStep step) {
        List<Exceeded> all = new ArrayList<>();
        GovernorRule ofRun = ruleOfRun(step);
        Usage ofStep = step.money.earlier().plus(step.money.last());
        add(all, GovernedScope.STEP, settings.limitsOf(step.spec.governor()), ofStep, step.work.turns());
        if (ofRun != null) {
            add(all, GovernedScope.RUN, ofRun.limits(), step.run.usage, step.run.work.turns());
        }
        all.removeIf(exceeded -> step.work.tripped().contains(exceeded.tripwire()));
        return all;
    }

    private static void add(List<Exceeded> all, GovernedScope scope, GovernorLimits limits, Usage used, int turns) {
        add(all, Tripwire.COST, scope, used.costUsd(), limits.maxCostUsd(), "USD");
        add(all, Tripwire.TOKENS, scope, BigDecimal.valueOf(used.tokens()), decimal(limits.maxTokens()), "tokens");
        add(all, Tripwire.TURNS, scope, BigDecimal.valueOf(turns), decimal(limits.maxTurns()), "turns");
    }

    private static void add(
            List<Exceeded> all,
            Tripwire tripwire,
            GovernedScope scope,
            BigDecimal used,
            @Nullable BigDecimal allowed,
            String unit) {
        if (allowed != null && used.compareTo(allowed) > 0) {
            all.add(new Exceeded(tripwire, scope, used, allowed, unit));
        }
    }

    private static @Nullable BigDecimal decimal(@Nullable Number limit) {
        return limit == null ? null : BigDecimal.valueOf(limit.longValue());
    }
}
