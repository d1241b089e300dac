package dev.signalbox.system.proof;

import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.event.BudgetEscalated;
import dev.signalbox.contracts.event.BudgetRaised;
import dev.signalbox.contracts.event.BudgetWarned;
import dev.signalbox.contracts.event.ClaimOverridden;
import dev.signalbox.contracts.event.CommandRejected;
import dev.signalbox.contracts.event.GovernorNoted;
import dev.signalbox.contracts.event.ReportRejected;
import dev.signalbox.contracts.event.RunAccepted;
import dev.signalbox.contracts.event.RunCancelling;
import dev.signalbox.contracts.event.RunEnded;
import dev.signalbox.contracts.event.RunEvent;
import dev.signalbox.contracts.event.RunExtended;
import dev.signalbox.contracts.event.RunFact;
import dev.signalbox.contracts.event.RunPaused;
import dev.signalbox.contracts.event.RunPriorityChanged;
import dev.signalbox.contracts.event.RunResumed;
import dev.signalbox.contracts.event.RunStarted;
import dev.signalbox.contracts.event.RunStatus;
import dev.signalbox.contracts.event.StepBackingOff;
import dev.signalbox.contracts.event.StepCancelled;
import dev.signalbox.contracts.event.StepDispatched;
import dev.signalbox.contracts.event.StepFailed;
import dev.signalbox.contracts.event.StepReopened;
import dev.signalbox.contracts.event.StepSkipped;
import dev.signalbox.contracts.event.StepStarted;
import dev.signalbox.contracts.event.StepStatus;
import dev.signalbox.contracts.event.StepSucceeded;
import dev.signalbox.contracts.event.StepWaiting;
import dev.signalbox.contracts.event.TripwireTripped;
import dev.signalbox.contracts.event.UsageRecorded;
import dev.signalbox.contracts.event.UsageRejected;
import dev.signalbox.contracts.scope.ParsedScope;
import dev.signalbox.contracts.spec.RunSpec;
import dev.signalbox.contracts.spec.StepSpec;
import dev.signalbox.system.stack.RunningStack;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The events of one run, as the topic has them.
 *
 * @param run the run
 * @param events in the order of the topic
 */
public record History(RunId run, List<RunEvent> events) {
    public History {
        events = List.copyOf(events);
    }

    public static History of(RunningStack stack, RunId run) {
        return of(run, LoggedEvent.inKafka(stack, run));
    }

    /** The same of many runs, for which the topic is read once. */
    public static List<History> of(RunningStack stack, Collection<RunId> runs) {
        return LoggedEvent.inKafka(stack, runs).entrySet().stream()
                .map(logged -> of(logged.getKey(), logged.getValue()))
                .toList();
    }

    static History of(RunId run, List<LoggedEvent> logged) {
        return new History(run, logged.stream().map(LoggedEvent::read).toList());
    }

    /** All facts of one kind, in their order. */
    public <T extends RunFact> List<T> facts(Class<T> kind) {
        return events.stream()
                .map(RunEvent::data)
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    public RunSpec spec() {
        return facts(RunAccepted.class).getFirst().spec();
    }

    /** The file scope of every step. */
    Map<StepId, ParsedScope> scopes() {
        return spec().steps().stream().collect(Collectors.toMap(StepSpec::id, step -> ParsedScope.of(step.files())));
    }

    /** The attempts by their places in this history. */
    List<Flight> flightsBySeq() {
        return flights(RunEvent::seq);
    }

    /** The attempts by the scheduler's clock, in milliseconds, to be compared with those of other runs. */
    List<Flight> flightsByClock() {
        return flights(event -> event.at().toEpochMilli());
    }

    private List<Flight> flights(ToLongFunction<RunEvent> time) {
        Map<StepId, ParsedScope> scopes = scopes();
        Map<StepId, RunEvent> open = new HashMap<>();
        List<Flight> flights = new ArrayList<>();
        for (RunEvent event : events) {
            switch (event.data()) {
                case StepDispatched dispatched -> open.put(dispatched.step(), event);
                case StepSucceeded end ->
                    close(flights, scopes, open.remove(end.step()), time.applyAsLong(event), time);
                case StepFailed end -> close(flights, scopes, open.remove(end.step()), time.applyAsLong(event), time);
                case StepBackingOff end ->
                    close(flights, scopes, open.remove(end.step()), time.applyAsLong(event), time);
                case StepCancelled end ->
                    close(flights, scopes, open.remove(end.step()), time.applyAsLong(event), time);
                case RunAccepted _,
                        RunStarted _,
                        RunPaused _,
                        RunResumed _,
                        RunPriorityChanged _,
                        RunExtended _,
                        CommandRejected _,
                        BudgetWarned _,
                        BudgetEscalated _,
                        BudgetRaised _,
                        RunCancelling _,
                        RunEnded _ -> {}
                case StepWaiting _, StepStarted _ -> {}
                case StepSkipped _,
                        StepReopened _,
                        ReportRejected _,
                        ClaimOverridden _,
                        UsageRecorded _,
                        UsageRejected _,
                        GovernorNoted _,
                        TripwireTripped _ -> {}
            }
        }
        open.values().forEach(begin -> close(flights, scopes, begin, Long.MAX_VALUE, time));
        return flights;
    }

    private void close(
            List<Flight> flights,
            Map<StepId, ParsedScope> scopes,
            @Nullable RunEvent begin,
            long end,
            ToLongFunction<RunEvent> time) {
        if (begin != null && begin.data() instanceof StepDispatched dispatched) {
            ParsedScope scope = scopes.getOrDefault(dispatched.step(), ParsedScope.NONE);
            flights.add(new Flight(run, dispatched.step(), dispatched.attempt(), scope, time.applyAsLong(begin), end));
        }
    }

    /** What a reader who knows only the events makes of the run's status. */
    RunStatus status() {
        RunStatus status = RunStatus.QUEUED;
        for (RunEvent event : events) {
            status = switch (event.data()) {
                case RunStarted _ -> RunStatus.RUNNING;
                case RunPaused _ -> RunStatus.PAUSED;
                case RunResumed _ -> hasStartedBefore(event) ? RunStatus.RUNNING : RunStatus.QUEUED;
                case RunCancelling _ -> RunStatus.CANCELLING;
                case RunEnded ended -> ended.status();
                case RunAccepted _ -> RunStatus.QUEUED;
                default -> status;
            };
        }
        return status;
    }

    private boolean hasStartedBefore(RunEvent later) {
        return events.stream().anyMatch(event -> event.data() instanceof RunStarted && event.seq() < later.seq());
    }

    /**
     * What a reader who knows only the events makes of a step.
     *
     * @param status where it is
     * @param attempt its last attempt
     * @param epoch the epoch of that
     */
    record StepSummary(StepStatus status, int attempt, long epoch) {
        static final StepSummary UNTOUCHED = new StepSummary(StepStatus.PENDING, 0, 0);

        StepSummary now(StepStatus next) {
            return new StepSummary(next, attempt, epoch);
        }
    }

    Map<StepId, StepSummary> steps() {
        Map<StepId, StepSummary> steps = new HashMap<>();
        spec().steps().forEach(step -> steps.put(step.id(), StepSummary.UNTOUCHED));
        for (RunEvent event : events) {
            switch (event.data()) {
                case StepDispatched f ->
                    steps.put(f.step(), new StepSummary(StepStatus.DISPATCHED, f.attempt(), f.epoch()));
                case StepStarted f -> steps.computeIfPresent(f.step(), (_, step) -> step.now(StepStatus.RUNNING));
                case StepBackingOff f ->
                    steps.computeIfPresent(f.step(), (_, step) -> step.now(StepStatus.BACKING_OFF));
                case StepSucceeded f -> steps.computeIfPresent(f.step(), (_, step) -> step.now(StepStatus.SUCCEEDED));
                case StepFailed f -> steps.computeIfPresent(f.step(), (_, step) -> step.now(StepStatus.FAILED));
                case StepCancelled f -> steps.computeIfPresent(f.step(), (_, step) -> step.now(StepStatus.CANCELLED));
                case StepReopened f -> steps.computeIfPresent(f.step(), (_, step) -> step.now(StepStatus.PENDING));
                case StepSkipped f -> steps.computeIfPresent(f.step(), (_, step) -> step.now(StepStatus.SKIPPED));
                case RunAccepted _,
                        RunStarted _,
                        RunPaused _,
                        RunResumed _,
                        RunPriorityChanged _,
                        RunExtended _,
                        CommandRejected _,
                        BudgetWarned _,
                        BudgetEscalated _,
                        BudgetRaised _,
                        RunCancelling _,
                        RunEnded _ -> {}
                case StepWaiting _,
                        ReportRejected _,
                        ClaimOverridden _,
                        UsageRecorded _,
                        UsageRejected _,
                        GovernorNoted _,
                        TripwireTripped _ -> {}
            }
        }
        return steps;
    }
}
