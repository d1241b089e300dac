package dev.signalbox.scheduler.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.signalbox.contracts.AttemptRef;
import dev.signalbox.contracts.ContractJson;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.admission.Hold;
import dev.signalbox.contracts.admission.WorkspaceStatusChanged;
import dev.signalbox.contracts.attempt.AttemptFinished;
import dev.signalbox.contracts.attempt.AttemptHeartbeat;
import dev.signalbox.contracts.attempt.AttemptOutcome;
import dev.signalbox.contracts.attempt.AttemptResult;
import dev.signalbox.contracts.attempt.AttemptStarted;
import dev.signalbox.contracts.attempt.Outcome;
import dev.signalbox.contracts.attempt.StartAttempt;
import dev.signalbox.contracts.attempt.StopAttempt;
import dev.signalbox.contracts.attempt.UsageReported;
import dev.signalbox.contracts.command.CancelRun;
import dev.signalbox.contracts.command.PauseRun;
import dev.signalbox.contracts.command.ResumeRun;
import dev.signalbox.contracts.command.RunCommand;
import dev.signalbox.contracts.command.WorkspaceCommand;
import dev.signalbox.contracts.event.RunEvent;
import dev.signalbox.contracts.event.RunFact;
import dev.signalbox.contracts.event.RunStatus;
import dev.signalbox.contracts.event.StepFact;
import dev.signalbox.contracts.event.StepWaiting;
import dev.signalbox.contracts.event.WaitsFor;
import dev.signalbox.contracts.spec.Usage;
import dev.signalbox.scheduler.budget.Amount;
import dev.signalbox.scheduler.budget.BudgetSettings;
import dev.signalbox.scheduler.governor.GovernorSettings;
import dev.signalbox.scheduler.step.Transition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The world around one workspace: keeps what must be kept, collects the effects, and has a clock that stands still. */
final class World {
    static final Duration LEASE = Duration.ofSeconds(15);

    final List<RunEvent> events = new ArrayList<>();
    final List<StartAttempt> dispatches = new ArrayList<>();
    final List<StopAttempt> stops = new ArrayList<>();
    final Map<RunId, RunStatus> statuses = new LinkedHashMap<>();
    final List<WorkspaceStatusChanged> workspaceStatuses = new ArrayList<>();
    final List<RunId> forgotten = new ArrayList<>();
    final List<String> unplaceable = new ArrayList<>();
    final Set<Transition> transitions = new HashSet<>();

    Instant now = Specs.START;
    boolean caughtUp = true;

    private final Map<RunId, String> files = new TreeMap<>();
    private final Map<RunId, List<String>> parts = new TreeMap<>();
    private final Map<RunId, String> runs = new TreeMap<>();
    private final Map<RunId, Map<StepId, String>> steps = new TreeMap<>();
    private final BudgetSettings settings;
    private final GovernorSettings governor;
    private final int maxSlots;
    private Timers timers = new Timers();
    private final Everything everything = new Everything();
    private @Nullable String whole;
    private WorkspaceScheduler scheduler;

    World() {
        this(BudgetSettings.DEFAULT);
    }

    World(BudgetSettings settings) {
        this(settings, GovernorSettings.DEFAULT, Integer.MAX_VALUE);
    }

    World(BudgetSettings settings, int maxSlots) {
        this(settings, GovernorSettings.DEFAULT, maxSlots);
    }

    World(BudgetSettings settings, GovernorSettings governor, int maxSlots) {
        this.settings = settings;
        this.governor = governor;
        this.maxSlots = maxSlots;
        this.scheduler = new WorkspaceScheduler(
                Specs.WORKSPACE, Retention.DEFAULT, settings, governor, timers, everything, maxSlots);
    }

    List<RunFact> command(RunCommand command) {
        return keep(scheduler.on(command, null, now));
    }

    List<RunFact> cancel(int run) {
        return command(new CancelRun(Specs.WORKSPACE, Specs.run(run), "changed my mind", "ann", now));
    }

    List<RunFact> pause(int run) {
        return command(new PauseRun(Specs.WORKSPACE, Specs.run(run), "let me look", "ann", now));
    }

    List<RunFact> resumeRun(int run) {
        return command(new ResumeRun(Specs.WORKSPACE, Specs.run(run), "looks good", "ann", now));
    }

    List<RunFact> command(WorkspaceCommand command) {
        return keep(scheduler.on(command, now));
    }

    List<RunFact> holdEverything(@Nullable Hold hold) {
        everything.hold(hold);
        return keep(scheduler.onEverything(now));
    }

    List<RunFact> report(Outcome outcome) {
        return keep(scheduler.on(outcome, now));
    }

    List<RunFact> started(AttemptRef attempt, String runner) {
        return report(new AttemptStarted(attempt, runner, LEASE, now));
    }

    List<RunFact> heartbeat(AttemptRef attempt, String runner) {
        return report(new AttemptHeartbeat(attempt, runner, now));
    }

    List<RunFact> finished(AttemptRef attempt, AttemptOutcome outcome) {
        return report(new AttemptFinished(attempt, "r1", AttemptResult.withoutProcess(outcome, "done"), now));
    }

    /** A process ends with this exit code, or by a signal when it is null, after it has told what is the matter. */
    List<RunFact> failed(AttemptRef attempt, @Nullable Integer exitCode, @Nullable String signature) {
        AttemptResult result = new AttemptResult(AttemptOutcome.FAILED, exitCode, null, null, Usage.NONE, 0);
        return report(new AttemptFinished(attempt, "r1", result.signed(signature), now));
    }

    List<RunFact> succeeded(AttemptRef attempt, String output) {
        return report(new AttemptFinished(
                attempt,
                "r1",
                new AttemptResult(AttemptOutcome.SUCCEEDED, 0, null, null, Usage.NONE, output.length(), output),
                now));
    }

    /** Lets time pass and every timer that is due by then go off. */
    List<RunFact> pass(Duration time) {
        now = now.plus(time);
        List<RunFact> facts = new ArrayList<>();
        for (Optional<Timers.Entry> due = timers.due(now); due.isPresent(); due = timers.due(now)) {
            facts.addAll(keep(scheduler.on(due.get().timer(), () -> caughtUp, now)));
        }
        return facts;
    }

    /** The process dies and another takes up what was kept. */
    List<RunFact> restart() {
        timers = new Timers();
        scheduler = new WorkspaceScheduler(
                Specs.WORKSPACE, Retention.DEFAULT, settings, governor, timers, everything, maxSlots);
        if (whole != null) {
            scheduler.restore(read(whole, WorkspaceProgress.class));
        }
        runs.forEach((run, progress) -> scheduler.restore(
                read(progress, RunProgress.class),
                files.containsKey(run) ? read(files.get(run), RunFile.class) : null,
                parts.getOrDefault(run, List.of()).stream()
                        .map(part -> read(part, RunPart.class))
                        .toList(),
                steps.getOrDefault(run, Map.of()).values().stream()
                        .map(step -> read(step, StepProgress.class))
                        .toList(),
                now));
        return keep(scheduler.resume(now));
    }

    List<RunFact> used(AttemptRef attempt, Usage usage) {
        return report(new UsageReported(attempt, "r1", usage, now));
    }

    List<RunFact> finish(AttemptRef attempt, AttemptOutcome outcome, Usage usage) {
        return report(
                new AttemptFinished(attempt, "r1", new AttemptResult(outcome, null, null, "done", usage, 0), now));
    }

    AttemptRef dispatched(int run, String step) {
        return lastDispatch(run, step).attempt();
    }

    StartAttempt lastDispatch(int run, String step) {
        return dispatches.stream()
                .filter(d -> d.attempt().run().equals(Specs.run(run))
                        && d.attempt().step().value().equals(step))
                .reduce((first, second) -> second)
                .orElseThrow(() -> new AssertionError(step + " was not dispatched"));
    }

    List<String> dispatchedSteps() {
        return dispatches.stream().map(d -> d.attempt().step().value()).toList();
    }

    @Nullable
    WaitsFor lastWait(String step) {
        List<WaitsFor> waits = waits(step);
        return waits.isEmpty() ? null : waits.getLast();
    }

    /** All that a step was said to wait for, in this order. */
    List<WaitsFor> waits(String step) {
        return events.stream()
                .filter(e ->
                        e.data() instanceof StepWaiting w && w.step().value().equals(step))
                .map(e -> ((StepWaiting) e.data()).waitsFor())
                .toList();
    }

    List<RunFact> factsOf(String step) {
        return events.stream()
                .map(RunEvent::data)
                .filter(f -> f instanceof StepFact s && s.step().value().equals(step))
                .toList();
    }

    /** What is kept of a step, as JSON. */
    String kept(int run, String step) {
        return String.valueOf(steps.getOrDefault(Specs.run(run), Map.of()).get(new StepId(step)));
    }

    /** What is reserved in the whole workspace. */
    Amount reserved() {
        return scheduler.reserved();
    }

    int keptRecords() {
        return files.size()
                + parts.size()
                + steps.values().stream().mapToInt(Map::size).sum();
    }

    private List<RunFact> keep(Changes changes) {
        changes.opened().forEach(file -> files.put(file.submit().run(), write(file)));
        changes.parts()
                .forEach(part -> parts.computeIfAbsent(part.run(), key -> new ArrayList<>())
                        .add(write(part)));
        changes.runs().forEach(run -> runs.put(run.run(), write(run)));
        changes.steps()
                .forEach(step -> steps.computeIfAbsent(step.run(), key -> new TreeMap<>())
                        .put(step.step(), write(step)));
        changes.closed().forEach(closed -> {
            files.remove(closed.run());
            steps.remove(closed.run());
            assertThat(parts.getOrDefault(closed.run(), List.of())).hasSize(closed.parts());
            parts.remove(closed.run());
        });
        changes.forgotten().forEach(runs::remove);
        changes.workspaces().forEach(workspace -> whole = workspace.isBlank() ? null : write(workspace));
        transitions.addAll(changes.transitions());
        List<RunFact> facts = new ArrayList<>();
        for (Effect effect : changes.effects()) {
            switch (effect) {
                case Effect.Recorded e -> {
                    events.add(e.event());
                    facts.add(e.event().data());
                }
                case Effect.Dispatched e -> dispatches.add(e.attempt());
                case Effect.Stopped e -> stops.add(e.stop());
                case Effect.StatusChanged e ->
                    statuses.put(e.status().run(), e.status().status());
                case Effect.WorkspaceChanged e -> workspaceStatuses.add(e.status());
                case Effect.Forgotten e -> forgotten.add(e.run());
                case Effect.Unplaceable e -> unplaceable.add(e.reason());
            }
        }
        return facts;
    }

    void assertSequencesHaveNoGap() {
        Map<RunId, Long> last = new LinkedHashMap<>();
        for (RunEvent event : events) {
            assertThat(event.seq()).isEqualTo(last.merge(event.run(), 1L, Long::sum));
        }
    }

    private static String write(Object value) {
        try {
            return ContractJson.mapper().writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static <T> T read(String json, Class<T> type) {
        try {
            return ContractJson.mapper().readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
