package dev.signalbox.scheduler.workspace;

import dev.signalbox.contracts.AgentId;
import dev.signalbox.scheduler.budget.BudgetAccount;
import dev.signalbox.scheduler.line.AgentLoad;
import dev.signalbox.scheduler.line.AgentRegistry;
import dev.signalbox.scheduler.line.WaitingLine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where the ready and the dispatched steps of a workspace stand: in the line for an agent, behind a claim, set aside until their run
 * has room, behind a budget, until their workspace has a slot,
 * or with an agent and a claim of their own.
 */
final class StepPlaces {
    private final WaitingLine<LiveStep> line;
    private final StepClaims claims = new StepClaims();
    private final AgentLoad load = new AgentLoad();
    private final BudgetLine budgets = new BudgetLine();
    private final SlotLine slots;
    private final Holds holds;

    /** Steps that became ready or lost their place in this turn and were not told yet what they wait for. */
    private final Set<LiveStep> untold = new LinkedHashSet<>();

    /** Runs with steps set aside, one of which may have its turn now. */
    private final Set<LiveRun> withRoom = new LinkedHashSet<>();

    StepPlaces(Holds holds, AgentRegistry registry, SlotLine slots) {
        this.slots = slots;
        this.line = new WaitingLine<>(registry);
        this.holds = holds;
    }

    LiveRun newRun(RunFile file, BudgetAccount around) {
        return new LiveRun(file, line, holds, around);
    }

    /** Forgets the queues of runs that have ended. */
    void tidy() {
        line.tidy();
    }

    /** A ready step waits for its turn. While its run is held it stands in no line and waits for nothing else. */
    void joinLine(LiveStep step) {
        if (!step.run.isHeld()) {
            step.run.parked.remove(step.place());
            budgets.leave(step);
            slots.leave(step);
            line.join(step.queue(), step.place(), step);
        }
        untold.add(step);
    }

    AgentLoad load() {
        return load;
    }

    /** Agents have come or gone: whoever has other prospects now is told. */
    void agentsChanged() {
        untold.addAll(line.withOtherProspects());
    }

    /** Whether there is no agent at all, busy or not, that may take the step. */
    boolean hasNobody(LiveStep step) {
        return line.hasNobody(step.queue());
    }

    /**
     * Whoever waits for an agent that is not there must not hold back others, who wait for the same files behind it. Answers whether that
     * let somebody go on.
     */
    boolean letOthersPast() {
        boolean any = false;
        for (LiveStep step : new ArrayList<>(untold)) {
            if (step.isReady() && hasNobody(step)) {
                any |= release(step);
            }
        }
        return any;
    }

    /** The first in line for whom an agent has room. */
    Optional<WaitingLine.Turn<LiveStep>> next() {
        return line.next(load);
    }

    void leaveLine(LiveStep step) {
        line.leave(step.queue(), step.place());
        untold.remove(step);
    }

    /** Sets a step aside until its run has room for it. */
    void park(LiveStep step) {
        step.run.parked.put(step.place(), step);
    }

    /** Brings one step back into the line that was set aside and may have its turn now. */
    boolean unparkOne() {
        Optional<LiveStep> next = slots.next().or(budgets::next);
        next.ifPresent(this::joinLine);
        return next.isPresent() || unparkOneOfARun();
    }

    private boolean unparkOneOfARun() {
        for (LiveRun run : new ArrayList<>(withRoom)) {
            if (run.parked.isEmpty() || !run.hasRoom()) {
                withRoom.remove(run);
            } else {
                joinLine(run.parked.pollFirstEntry().getValue());
                return true;
            }
        }
        return false;
    }

    /** Whether one more attempt may be in flight in the workspace, and nobody ahead of the step waits for that. */
    boolean hasSlotFor(LiveStep step) {
        return slots.hasRoomFor(step);
    }

    /** Sets a step aside until fewer attempts are in flight in the workspace; answers how many there may be. */
    int awaitSlot(LiveStep step) {
        slots.await(step);
        return slots.cap();
    }

    /** Sets a step aside until an account has room for it. */
    void awaitBudget(LiveStep step, BudgetAccount account) {
        budgets.await(step, account);
    }

    /** Sets a step aside because somebody ahead of it waits for room in an account. */
    void standBehind(LiveStep step, BudgetAccount account) {
        budgets.standBehind(step, account);
    }

    /** Who waits longest for room in an account; empty when nobody does. */
    Optional<LiveStep> firstAt(BudgetAccount account) {
        return budgets.first(account);
    }

    /** An account may have room now, and those around it. */
    void budgetFreed(BudgetAccount account) {
        budgets.freed(account);
    }

    Optional<StepClaims.Obstacle> obstacle(LiveStep step) {
        return claims.obstacle(step);
    }

    void awaitClaim(LiveStep step, StepClaims.Obstacle obstacle) {
        claims.await(step, obstacle);
    }

    /** A run that was taken up again has the files that it had. */
    void restore(LiveRun run) {
        claims.restore(run);
    }

    /** A run that has ended gives its files back. */
    void ended(LiveRun run) {
        lookAgain(claims.release(run));
    }

    /** Gives a step its claim and a place of the agent. */
    void hold(LiveStep step, AgentId agent) {
        for (LiveStep sibling : claims.hold(step)) {
            release(sibling);
            joinLine(sibling);
        }
        load.take(agent);
        slots.take();
    }

    /** A step that was in flight gives all of it back. */
    void giveBack(LiveStep step, AgentId agent) {
        load.giveBack(agent);
        slots.giveBack();
        release(step);
        withRoom.add(step.run);
    }

    /** A step that was ready waits no longer. */
    void withdraw(LiveStep step) {
        leaveLine(step);
        step.run.parked.remove(step.place());
        budgets.leave(step);
        slots.leave(step);
        release(step);
    }

    /** A ready step takes another place in line. */
    void moveTo(LiveStep step, Instant since) {
        withdraw(step);
        step.standAt(since);
        joinLine(step);
    }

    /** A step whose run has been held gives up its place. */
    void hold(LiveStep step) {
        withdraw(step);
        untold.add(step);
    }

    private boolean release(LiveStep step) {
        return lookAgain(claims.release(step));
    }

    private boolean lookAgain(Collection<LiveStep> waiting) {
        boolean any = false;
        for (LiveStep freed : waiting) {
            if (freed.isReady()) {
                joinLine(freed);
                any = true;
            }
        }
        return any;
    }

    /** The ready steps that have not been told yet what they wait for; each is answered once. */
    List<LiveStep> takeUntold() {
        List<LiveStep> ready = untold.stream().filter(LiveStep::isReady).toList();
        untold.clear();
        return ready;
    }
}
