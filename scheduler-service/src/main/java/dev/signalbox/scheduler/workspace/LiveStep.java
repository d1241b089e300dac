package dev.signalbox.scheduler.workspace;

import dev.signalbox.contracts.AgentId;
import dev.signalbox.contracts.AttemptRef;
import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.scope.ParsedScope;
import dev.signalbox.contracts.spec.BudgetRule;
import dev.signalbox.contracts.spec.StepSpec;
import dev.signalbox.scheduler.budget.Amount;
import dev.signalbox.scheduler.budget.BudgetAccount;
import dev.signalbox.scheduler.budget.BudgetOwner;
import dev.signalbox.scheduler.budget.StepMoney;
import dev.signalbox.scheduler.governor.StepWork;
import dev.signalbox.scheduler.line.Need;
import dev.signalbox.scheduler.line.Place;
import dev.signalbox.scheduler.line.WaitingLine;
import dev.signalbox.scheduler.step.StepMemory;
import dev.signalbox.scheduler.step.StepState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A step of a live run, in memory. Compared by identity. */
final class LiveStep {
    final LiveRun run;
    final StepSpec spec;
    final int position;
    final ParsedScope scope;
    final List<LiveStep> dependents = new ArrayList<>();

    /** The steps whose output goes into its prompt. */
    final List<StepId> sources;

    /** How many of the steps that take its output have not ended. */
    int takers;

    StepState state;
    StepMemory memory = StepMemory.NONE;

    /** What it may spend, reserves and has spent. */
    final BudgetAccount account;

    StepMoney money = StepMoney.UNTOUCHED;

    /** What the governor must not forget of it. */
    StepWork work = StepWork.NONE;

    /** The account in which it waits for room; null when it waits for nothing of the kind. */
    @Nullable
    BudgetAccount waitsAt;

    /** Where it stands in line; null unless it is ready or in flight. */
    @Nullable
    Place place;

    /** Until when its runner may be silent. Not kept: after a restart every lease begins anew. */
    @Nullable
    Instant leaseEnds;

    /** Where it waits for an agent before its first, second, ... attempt that counts; before all further ones in the last. */
    private final List<WaitingLine.Queue<LiveStep>> queues;

    LiveStep(LiveRun run, StepSpec spec, int position, WaitingLine<LiveStep> line) {
        this.run = run;
        this.spec = spec;
        this.position = position;
        this.account = new BudgetAccount(BudgetOwner.of(run.id(), spec.id()), run.account, spec.budget());
        this.scope = ParsedScope.of(spec.files());
        this.queues = Stream.concat(
                        Stream.of(Need.of(spec)),
                        spec.retry().fallbackAgents().stream().map(Need::of))
                .map(need -> line.queue(run.agents(), need))
                .toList();
        this.sources = spec.inputs().values().stream()
                .distinct()
                .sorted(Comparator.comparing(StepId::value))
                .toList();
        this.state = new StepState.Pending(spec.dependsOn().size());
    }

    /** Where it waits for an agent that may take its next attempt. */
    WaitingLine.Queue<LiveStep> queue() {
        return queues.get(Math.min(memory.counted(state.attempt()), queues.size() - 1));
    }

    /** What its next attempt asks of an agent. */
    Need need() {
        AgentId fallback = spec.retry().fallbackFor(memory.counted(state.attempt()) + 1);
        return fallback == null ? Need.of(spec) : Need.of(fallback);
    }

    /** Its budget is set anew. */
    void limitTo(BudgetRule rule) {
        money = money.withRule(rule);
        account.limitTo(rule);
    }

    /** Takes up what was kept of its money. */
    void restoreMoney(@Nullable StepMoney kept) {
        if (kept != null) {
            money = kept;
            BudgetRule rule = kept.rule();
            if (rule != null) {
                account.limitTo(rule);
            }
            account.restore(Amount.of(kept.used()), kept.slice(), kept.spentBeforeSlice(), kept.warned());
        }
    }

    private @Nullable StepMoney keptMoney() {
        StepMoney kept = money.with(account);
        return kept.equals(StepMoney.UNTOUCHED) ? null : kept;
    }

    StepProgress progress() {
        return new StepProgress(
                run.id(), spec.id(), state, kept(), keptMoney(), work.equals(StepWork.NONE) ? null : work);
    }

    /** At first it waits for those of the steps it needs that have not let it go on. */
    void awaitNeeded() {
        state = new StepState.Pending(unmet());
    }

    /** How many of the steps it needs have not let it go on. */
    int unmet() {
        return Math.toIntExact(
                needed().filter(needed -> !needed.memory.released()).count());
    }

    /** The steps it needs. */
    Stream<LiveStep> needed() {
        return spec.dependsOn().stream().map(run::step);
    }

    /** What is to be kept of its memory; null when that is nothing. */
    @Nullable
    StepMemory kept() {
        return memory.equals(StepMemory.NONE) ? null : memory;
    }

    /** Since when it stands in line. */
    Instant standingSince() {
        if (state instanceof StepState.Ready ready) {
            return ready.since();
        }
        throw new IllegalStateException("step " + spec.id() + " does not wait");
    }

    boolean isInFlight() {
        return state instanceof StepState.InFlight;
    }

    boolean isReady() {
        return state instanceof StepState.Ready;
    }

    /** Whether somebody has to let it pass a checkpoint before it goes on. */
    boolean isAtCheckpoint() {
        return spec.checkpoint() != null && state instanceof StepState.Ready ready && !ready.isPastCheckpoint();
    }

    /** Whether it ended, and the steps that need it cannot go on. */
    boolean isInTheWay() {
        return hasEnded() && !memory.released();
    }

    boolean hasEnded() {
        return state instanceof StepState.Ended;
    }

    Place standAt(Instant since) {
        Place standing = Place.of(since, run.priority, run.id(), position);
        place = standing;
        return standing;
    }

    Place place() {
        if (place == null) {
            throw new IllegalStateException("step " + spec.id() + " stands nowhere");
        }
        return place;
    }

    /** The attempt that is meant by one of its states. */
    AttemptRef attempt(StepState of) {
        return new AttemptRef(run.spec().workspace(), run.id(), spec.id(), of.attempt(), of.epoch());
    }

    @Override
    public String toString() {
        return run.id() + "/" + spec.id();
    }
}
