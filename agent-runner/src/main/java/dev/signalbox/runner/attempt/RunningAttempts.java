package dev.signalbox.runner.attempt;

import dev.signalbox.contracts.AttemptRef;
import dev.signalbox.contracts.attempt.AttemptOutcome;
import dev.signalbox.contracts.attempt.AttemptResult;
import dev.signalbox.contracts.spec.AgentType;
import dev.signalbox.runner.attempt.port.Agent;
import dev.signalbox.runner.attempt.port.EndReports;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The attempts this runner works on. An attempt is begun here at most once at a time and reported exactly once. Thread-safe. */
public final class RunningAttempts {
    private final Map<AttemptRef, LiveAttempt> live = new ConcurrentHashMap<>();
    private final Set<AttemptRef> leftBehind = ConcurrentHashMap.newKeySet();
    private final Map<AgentType, Agent> agents;
    private final EndReports reports;
    private final Consumer<AttemptRef> freed;
    private final ScheduledExecutorService timer;
    private volatile @Nullable StopOrder closedBy;

    /** @param freed told when an attempt was reported as ended and nothing of it is left here: its slot and place are free */
    public RunningAttempts(
            Map<AgentType, Agent> agents,
            EndReports reports,
            Consumer<AttemptRef> freed,
            ScheduledExecutorService timer) {
        this.agents = Map.copyOf(agents);
        this.reports = reports;
        this.freed = freed;
        this.timer = timer;
    }

    /** How many are worked on. */
    public int count() {
        return live.size();
    }

    /** How many have ended whose work could not be: it is still here, and has its place and its slot. */
    public int leftBehind() {
        return leftBehind.size();
    }

    /** How many places are taken. */
    public int placesTaken() {
        return count() + leftBehind();
    }

    public boolean contains(AttemptRef attempt) {
        return live.containsKey(attempt);
    }

    /** A live view. */
    public Collection<LiveAttempt> all() {
        return Collections.unmodifiableCollection(live.values());
    }

    /** Begins to work on an attempt; {@code now} is of {@link System#nanoTime}. */
    public void begin(Assignment assignment, AttemptLease lease, long now) {
        LiveAttempt attempt = new LiveAttempt(assignment, lease, now);
        if (live.putIfAbsent(assignment.ref(), attempt) != null) {
            throw new IllegalStateException(assignment.ref() + " is already worked on");
        }
        StopOrder prevented = lease.ranOut(now) ? StopOrder.LEASE_RAN_OUT : closedBy;
        if (prevented != null) {
            attempt.stop(prevented);
            end(attempt, AttemptResult.withoutProcess(prevented.outcome(), "it was not begun"));
            return;
        }
        Duration limit = assignment.start().timeout();
        if (limit != null) {
            attempt.endsBy(timer.schedule(
                    () -> attempt.stop(StopOrder.timeout(limit)), limit.toNanos(), TimeUnit.NANOSECONDS));
        }
        try {
            Agent agent = agents.get(assignment.start().agentType());
            if (agent == null) {
                end(attempt, AttemptResult.withoutProcess(AttemptOutcome.DENIED, noAdapter(assignment)));
                return;
            }
            attempt.isWorkedOnBy(agent.begin(assignment, result -> end(attempt, result)));
        } catch (RuntimeException e) {
            end(attempt, AttemptResult.withoutProcess(AttemptOutcome.FAILED, "could not be started: " + e));
        }
    }

    /** Stops one attempt; nothing happens when it is not worked on here. */
    public void stop(AttemptRef attempt, StopOrder order) {
        LiveAttempt running = live.get(attempt);
        if (running != null) {
            running.stop(order);
        }
    }

    /** Stops all that run; an attempt that comes after this is stopped before it begins. */
    public void close(StopOrder order) {
        closedBy = order;
        live.values().forEach(attempt -> attempt.stop(order));
    }

    private void end(LiveAttempt attempt, AttemptResult actual) {
        AttemptResult result = attempt.end(actual);
        if (result == null) {
            return;
        }
        reports.ended(attempt.assignment(), result);
        leftBehind.add(attempt.ref());
        live.remove(attempt.ref(), attempt);
        attempt.whenGone(() -> {
            leftBehind.remove(attempt.ref());
            freed.accept(attempt.ref());
        });
    }

    private String noAdapter(Assignment assignment) {
        return "this runner has no adapter for agents of type "
                + assignment.start().agentType() + ", only for "
                + String.join(
                        ", ",
                        agents.keySet().stream().map(AgentType::value).sorted().toList());
    }
}
