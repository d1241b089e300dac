package dev.signalbox.scheduler.workspace;

import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.attempt.StopCause;
import dev.signalbox.contracts.event.RunStatus;
import dev.signalbox.contracts.event.StepCounts;
import dev.signalbox.contracts.event.StepStatus;
import dev.signalbox.contracts.event.WaitsFor;
import dev.signalbox.contracts.scope.ParsedScope;
import dev.signalbox.contracts.spec.AgentSpec;
import dev.signalbox.contracts.spec.BudgetRule;
import dev.signalbox.contracts.spec.FileScope;
import dev.signalbox.contracts.spec.RunSpec;
import dev.signalbox.contracts.spec.StepSpec;
import dev.signalbox.contracts.spec.Usage;
import dev.signalbox.scheduler.budget.Amount;
import dev.signalbox.scheduler.budget.BudgetAccount;
import dev.signalbox.scheduler.budget.BudgetOwner;
import dev.signalbox.scheduler.budget.RunMoney;
import dev.signalbox.scheduler.governor.RunWork;
import dev.signalbox.scheduler.line.Place;
import dev.signalbox.scheduler.line.WaitingLine;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A run that has not ended, in memory. */
final class LiveRun {
    final RunFile file;
    final Map<StepId, LiveStep> steps = new LinkedHashMap<>();

    /** Ready steps set aside because as many steps as the run allows are in flight. */
    final NavigableMap<Place, LiveStep> parked = new TreeMap<>();

    RunStatus status = RunStatus.QUEUED;
    long lastSeq;
    Instant lastAt;
    long lastEpoch;
    Usage usage = Usage.NONE;

    /** What the governor must not forget of it. */
    RunWork work = RunWork.NONE;

    /** What it may spend, reserves and has spent. */
    final BudgetAccount account;

    /** Whether it is paused because a budget is used up, and for no other reason. */
    boolean pausedAtLimit;

    /** Whether that budget is the one of the workspace; means nothing unless it is paused so. */
    boolean atWorkspaceLimit;

    /** The step whose attempt asked for it; null for a run that no live attempt asked for. */
    @Nullable
    LiveStep parent;

    /** Its budget, when it was set anew. */
    @Nullable
    BudgetRule raised;

    /** Whether it waits in the queue of admission: nothing of it may start. */
    boolean held;
    /** How many times steps were added to it. */
    int parts;

    /** Whether every part of it has arrived. */
    boolean sealed;

    int priority;

    /** How many steps were skipped because somebody can do without them. */
    int waived;

    @Nullable
    StopCause stopping;

    @Nullable
    String stopReason;

    /** Whether it was never allowed to begin. */
    boolean refused;

    @Nullable
    StepId haltedBy;

    /** Those of its definition, and those that came with steps that were added. */
    private List<AgentSpec> agents;

    /** The files of all its steps; null when they have yet to be read. */
    private @Nullable ParsedScope scope;

    private final Holds holds;
    private final WaitingLine<LiveStep> line;
    private final Map<StepStatus, Integer> counts = new EnumMap<>(StepStatus.class);

    LiveRun(RunFile file, WaitingLine<LiveStep> line, Holds holds, BudgetAccount around) {
        this.holds = holds;
        this.file = file;
        this.account =
                new BudgetAccount(BudgetOwner.of(id()), around, spec().options().budget());
        this.lastAt = file.acceptedAt();
        this.held = file.submit().held();
        this.priority = spec().options().priority();
        this.line = line;
        this.sealed = !file.submit().unsealed();
        this.agents = spec().agents();
        add(spec().steps());
    }

    /** Adds steps that were not there when the run was submitted. */
    List<LiveStep> add(RunPart part) {
        parts = part.number();
        sealed |= part.seal();
        agents = Stream.concat(agents.stream(), part.agents().stream()).toList();
        return add(part.steps());
    }

    private List<LiveStep> add(List<StepSpec> specs) {
        Map<StepId, LiveStep> added = new LinkedHashMap<>();
        for (StepSpec spec : specs) {
            added.put(spec.id(), new LiveStep(this, spec, steps.size() + added.size(), line));
        }
        steps.putAll(added);
        scope = null;
        for (LiveStep step : added.values()) {
            step.needed().forEach(needed -> needed.dependents.add(step));
            step.awaitNeeded();
            sourcesOf(step).forEach(source -> source.takers++);
        }
        counts.merge(StepStatus.PENDING, added.size(), Integer::sum);
        return List.copyOf(added.values());
    }

    /** Who works for it beside those that are registered, as far as its steps brought them; a step finds those that were there when it came. */
    List<AgentSpec> agents() {
        return agents;
    }

    /** Whether it has exactly this step. */
    boolean hasWordForWord(StepSpec spec) {
        LiveStep step = steps.get(spec.id());
        return step != null && step.spec.equals(spec);
    }

    /** The steps whose output goes into the prompt of this one. */
    List<LiveStep> sourcesOf(LiveStep step) {
        return step.sources.stream().map(steps::get).filter(Objects::nonNull).toList();
    }

    void restore(RunProgress progress) {
        status = progress.status();
        lastSeq = progress.lastSeq();
        lastAt = progress.lastAt();
        lastEpoch = progress.lastEpoch();
        usage = progress.usage();
        stopping = progress.stopping();
        stopReason = progress.stopReason();
        haltedBy = progress.haltedBy();
        held = progress.held();
        Integer changed = progress.priority();
        priority = changed == null ? priority : changed;
        RunWork kept = progress.work();
        work = kept == null ? RunWork.NONE : kept;
        RunMoney money = progress.money();
        if (money != null) {
            pausedAtLimit = money.pausedAtLimit();
            atWorkspaceLimit = money.atWorkspaceLimit();
            limitTo(money.rule());
            account.restore(Amount.NOTHING, Amount.NOTHING, Amount.NOTHING, money.warned());
        }
    }

    /** Goes on to another status, as the table says. */
    void becomes(Turn turn, RunStatus next) {
        turn.moved(RunTransition.of(status, next));
        status = next;
    }

    /** Whether it was asked for by an attempt at this step, or by one of a run that was. */
    boolean descendsFrom(LiveStep step) {
        for (LiveStep ancestor = parent; ancestor != null; ancestor = ancestor.run.parent) {
            if (ancestor == step) {
                return true;
            }
        }
        return false;
    }

    /** Whether it is this run, or was asked for by an attempt of it, or by one of a run that was. */
    boolean isWithin(LiveRun other) {
        return this == other || (parent != null && parent.run.isWithin(other));
    }

    /** The files of all its steps, ready to be compared. */
    ParsedScope scope() {
        ParsedScope known = scope;
        if (known == null) {
            known = ParsedScope.of(files());
            scope = known;
        }
        return known;
    }

    /** The files of all its steps. */
    FileScope files() {
        return new FileScope(
                steps.values().stream()
                        .flatMap(step -> step.spec.files().read().stream())
                        .distinct()
                        .toList(),
                steps.values().stream()
                        .flatMap(step -> step.spec.files().write().stream())
                        .distinct()
                        .toList());
    }

    /** What its attempts and those of its child runs that have ended used. */
    Usage usageWithChildren() {
        return steps.values().stream().map(step -> step.money.children()).reduce(usage, Usage::plus);
    }

    /** Whether an attempt of another run asked for it. */
    boolean isChild() {
        return file.submit().parent() != null;
    }

    /** Its budget is set anew; null leaves it as it is. */
    void limitTo(@Nullable BudgetRule rule) {
        if (rule != null) {
            raised = rule;
            account.limitTo(rule);
        }
    }

    private @Nullable RunMoney money() {
        RunMoney money = new RunMoney(raised, account.isWarned(), pausedAtLimit, pausedAtLimit && atWorkspaceLimit);
        return money.equals(RunMoney.UNTOUCHED) ? null : money;
    }

    RunProgress progress(@Nullable Instant forgetAt) {
        return new RunProgress(
                id(),
                spec().workspace(),
                file.submit().idempotency(),
                status,
                lastSeq,
                lastAt,
                lastEpoch,
                usage,
                stopping,
                stopReason,
                haltedBy,
                priority == spec().options().priority() ? null : priority,
                forgetAt,
                held,
                money(),
                work.equals(RunWork.NONE) ? null : work);
    }

    RunId id() {
        return file.submit().run();
    }

    RunSpec spec() {
        return file.submit().spec();
    }

    LiveStep step(StepId id) {
        LiveStep step = steps.get(id);
        if (step == null) {
            throw new IllegalArgumentException("run " + id() + " has no step " + id);
        }
        return step;
    }

    /** A step of it is somewhere else: perhaps somebody works for it now, or nobody any more. */
    void isAtWork(Instant now) {
        work = work.withAtWork(count(StepStatus.RUNNING), now);
    }

    void count(StepStatus before, StepStatus after) {
        counts.merge(before, -1, Integer::sum);
        counts.merge(after, 1, Integer::sum);
    }

    int inFlight() {
        return count(StepStatus.DISPATCHED) + count(StepStatus.RUNNING);
    }

    /** Whether a step of it was ever dispatched. */
    boolean hasBegun() {
        return lastEpoch > 0;
    }

    boolean isPaused() {
        return status == RunStatus.PAUSED;
    }

    /** Whether nothing of it may start: it is paused, or its workspace or everything is. */
    boolean isHeld() {
        return isPaused() || holds.scope() != null;
    }

    /** What it waits for while it {@link #isHeld}. */
    WaitsFor.Paused heldBy() {
        return isPaused() ? new WaitsFor.Paused() : new WaitsFor.Paused(holds.scope());
    }

    boolean hasRoom() {
        Integer limit = spec().options().maxParallel();
        return limit == null || inFlight() < limit;
    }

    boolean isOver() {
        return sealed
                && count(StepStatus.SUCCEEDED)
                                + count(StepStatus.FAILED)
                                + count(StepStatus.CANCELLED)
                                + count(StepStatus.SKIPPED)
                        == steps.size();
    }

    int count(StepStatus status) {
        return counts.getOrDefault(status, 0);
    }

    StepCounts counts() {
        return new StepCounts(
                count(StepStatus.PENDING),
                count(StepStatus.READY) + count(StepStatus.BACKING_OFF),
                inFlight(),
                count(StepStatus.SUCCEEDED),
                count(StepStatus.FAILED),
                count(StepStatus.CANCELLED),
                count(StepStatus.SKIPPED),
                count(StepStatus.CONFLICTED));
    }
}
