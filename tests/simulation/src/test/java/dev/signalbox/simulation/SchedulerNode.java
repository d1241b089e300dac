package dev.signalbox.simulation;

import dev.signalbox.contracts.AttemptRef;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.WorkspaceId;
import dev.signalbox.contracts.attempt.AttemptFinished;
import dev.signalbox.contracts.attempt.AttemptHeartbeat;
import dev.signalbox.contracts.attempt.AttemptStarted;
import dev.signalbox.contracts.attempt.GovernorReported;
import dev.signalbox.contracts.attempt.MergeConflictForeseen;
import dev.signalbox.contracts.attempt.Outcome;
import dev.signalbox.contracts.attempt.UsageReported;
import dev.signalbox.contracts.command.RunCommand;
import dev.signalbox.scheduler.budget.BudgetSettings;
import dev.signalbox.scheduler.governor.GovernorSettings;
import dev.signalbox.scheduler.workspace.Changes;
import dev.signalbox.scheduler.workspace.Effect;
import dev.signalbox.scheduler.workspace.Everything;
import dev.signalbox.scheduler.workspace.Retention;
import dev.signalbox.scheduler.workspace.RunFile;
import dev.signalbox.scheduler.workspace.RunProgress;
import dev.signalbox.scheduler.workspace.StepProgress;
import dev.signalbox.scheduler.workspace.Timers;
import dev.signalbox.scheduler.workspace.WorkspaceScheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The scheduler with its transactions: state, effects and offsets are committed together, or none of them. */
final class SchedulerNode {
    private final Topics topics;
    private final Faults faults;
    private final Time time;
    private final int maxSlots;
    private final Map<RunId, RunFile> files = new LinkedHashMap<>();
    private final Map<RunId, RunProgress> runs = new LinkedHashMap<>();
    private final Map<RunId, Map<StepId, StepProgress>> steps = new HashMap<>();
    private final Map<String, Long> latestEpochs = new HashMap<>();

    private Map<WorkspaceId, WorkspaceScheduler> workspaces = new LinkedHashMap<>();
    private Timers timers = new Timers();
    private List<Changes> uncommitted = new ArrayList<>();
    private int commandsRead;
    private int outcomesRead;
    private boolean up;
    private Duration jump = Duration.ZERO;

    SchedulerNode(Topics topics, Faults faults, Time time, int maxSlots) {
        this.maxSlots = maxSlots;
        this.topics = topics;
        this.faults = faults;
        this.time = time;
    }

    void jump(Duration by) {
        jump = by;
    }

    void die() {
        up = false;
        if (faults.isBroken(Faults.Broken.EFFECTS_OUTLIVE_A_TRANSACTION_THAT_FAILED)) {
            uncommitted.forEach(changes -> changes.effects().forEach(this::publish));
        }
        uncommitted = new ArrayList<>();
    }

    /** Reads a few records, lets the due timers go off, and commits. */
    void work(int records) {
        try {
            start();
            for (int i = 0; i < records; i++) {
                faults.port();
                readOne();
            }
            tick();
            faults.port();
            commit();
            faults.port();
        } catch (Crash _) {
            die();
        }
    }

    boolean isIdle() {
        return topics.commandsTaken == topics.commands.size() && topics.outcomesTaken == topics.outcomes.size();
    }

    private void start() {
        if (up) {
            return;
        }
        up = true;
        workspaces = new LinkedHashMap<>();
        timers = new Timers();
        commandsRead = topics.commandsTaken;
        outcomesRead = topics.outcomesTaken;
        runs.forEach((run, progress) -> workspace(progress.workspace())
                .restore(
                        progress,
                        files.get(run),
                        List.of(),
                        steps.getOrDefault(run, Map.of()).values().stream()
                                .map(this::asKept)
                                .toList(),
                        now()));
        workspaces.values().forEach(workspace -> uncommitted.add(workspace.resume(now())));
    }

    private StepProgress asKept(StepProgress step) {
        return faults.isBroken(Faults.Broken.MONEY_IS_NOT_KEPT)
                ? new StepProgress(step.run(), step.step(), step.state(), step.memory(), null, step.work())
                : step;
    }

    private void readOne() {
        boolean command = commandsRead < topics.commands.size();
        boolean outcome = outcomesRead < topics.outcomes.size();
        if (command && (!outcome || faults.oneIn(2))) {
            RunCommand next = topics.commands.get(commandsRead++);
            uncommitted.add(workspace(next.workspace()).on(next, null, now()));
        } else if (outcome) {
            Outcome next = arriving(topics.outcomes.get(outcomesRead++));
            uncommitted.add(workspace(next.attempt().workspace()).on(next, now()));
        }
    }

    private void tick() {
        Instant now = now();
        for (Optional<Timers.Entry> due = timers.due(now); due.isPresent(); due = timers.due(now)) {
            Timers.Entry entry = due.get();
            uncommitted.add(
                    workspace(entry.workspace()).on(entry.timer(), () -> outcomesRead == topics.outcomes.size(), now));
        }
    }

    private void commit() {
        for (Changes changes : uncommitted) {
            changes.opened().forEach(file -> files.put(file.submit().run(), file));
            changes.runs().forEach(run -> runs.put(run.run(), run));
            changes.steps()
                    .forEach(step -> steps.computeIfAbsent(
                                    step.run(),
                                    key -> new TreeMap<>(
                                            (one, other) -> one.value().compareTo(other.value())))
                            .put(step.step(), step));
            changes.closed().forEach(closed -> {
                files.remove(closed.run());
                steps.remove(closed.run());
            });
            changes.forgotten().forEach(runs::remove);
            changes.effects().forEach(this::publish);
        }
        uncommitted = new ArrayList<>();
        topics.commandsTaken = commandsRead;
        topics.outcomesTaken = outcomesRead;
    }

    private void publish(Effect effect) {
        switch (effect) {
            case Effect.Recorded e -> topics.events.add(e.event());
            case Effect.Dispatched e -> {
                AttemptRef attempt = e.attempt().attempt();
                latestEpochs.put(attempt.run() + "/" + attempt.step(), attempt.epoch());
                topics.dispatches
                        .get(Topics.partition(e.attempt()))
                        .add(new Topics.Dispatch(e.attempt(), now().toEpochMilli()));
            }
            case Effect.Stopped e -> topics.controls.add(e.stop());
            case Effect.StatusChanged e ->
                topics.statuses.add(new Topics.Status(e.status().run(), e.status()));
            case Effect.Forgotten e -> topics.statuses.add(new Topics.Status(e.run(), null));
            case Effect.WorkspaceChanged _, Effect.Unplaceable _ -> {}
        }
    }

    private Outcome arriving(Outcome outcome) {
        AttemptRef was = outcome.attempt();
        Long latest = latestEpochs.get(was.run() + "/" + was.step());
        if (latest == null || !faults.isBroken(Faults.Broken.REPORTS_ARRIVE_UNDER_THE_LATEST_EPOCH)) {
            return outcome;
        }
        AttemptRef now = new AttemptRef(was.workspace(), was.run(), was.step(), was.attempt(), latest);
        return switch (outcome) {
            case AttemptStarted s -> new AttemptStarted(now, s.runner(), s.lease(), s.at());
            case AttemptHeartbeat h -> new AttemptHeartbeat(now, h.runner(), h.at());
            case UsageReported u -> new UsageReported(now, u.runner(), u.usage(), u.at());
            case MergeConflictForeseen c -> new MergeConflictForeseen(now, c.runner(), c.other(), c.paths(), c.at());
            case GovernorReported g -> new GovernorReported(now, g.runner(), g.finding(), g.at());
            case AttemptFinished f -> new AttemptFinished(now, f.runner(), f.result(), f.at());
        };
    }

    private WorkspaceScheduler workspace(WorkspaceId id) {
        return workspaces.computeIfAbsent(
                id,
                key -> new WorkspaceScheduler(
                        key,
                        Retention.DEFAULT,
                        BudgetSettings.DEFAULT,
                        GovernorSettings.DEFAULT,
                        timers,
                        new Everything(),
                        maxSlots));
    }

    private Instant now() {
        return time.now(jump);
    }

    @Nullable
    RunProgress progressOf(RunId run) {
        return runs.get(run);
    }
}
