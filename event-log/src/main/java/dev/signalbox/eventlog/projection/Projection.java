package dev.signalbox.eventlog.projection;

import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.attempt.AttemptResult;
import dev.signalbox.contracts.event.BudgetRaised;
import dev.signalbox.contracts.event.ClaimOverridden;
import dev.signalbox.contracts.event.GovernorNoted;
import dev.signalbox.contracts.event.ReportRejected;
import dev.signalbox.contracts.event.RunAccepted;
import dev.signalbox.contracts.event.RunExtended;
import dev.signalbox.contracts.event.RunFact;
import dev.signalbox.contracts.event.StepBackingOff;
import dev.signalbox.contracts.event.StepCancelled;
import dev.signalbox.contracts.event.StepConflictForeseen;
import dev.signalbox.contracts.event.StepConflicted;
import dev.signalbox.contracts.event.StepDispatched;
import dev.signalbox.contracts.event.StepFact;
import dev.signalbox.contracts.event.StepFailed;
import dev.signalbox.contracts.event.StepReopened;
import dev.signalbox.contracts.event.StepSkipped;
import dev.signalbox.contracts.event.StepStarted;
import dev.signalbox.contracts.event.StepSucceeded;
import dev.signalbox.contracts.event.StepWaiting;
import dev.signalbox.contracts.event.TripwireTripped;
import dev.signalbox.contracts.event.UsageRecorded;
import dev.signalbox.contracts.event.UsageRejected;
import dev.signalbox.contracts.governor.Tripwire;
import dev.signalbox.contracts.spec.StepSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Folds a batch of events into the rows they touch: the rows as they were go in, each event is applied in its order, and the rows
 * that are new or changed come out, each once. However a history is cut into batches, the same rows result; an event that was
 * applied before changes nothing.
 *
 * <p>An event behind a gap is applied: every fact says where its step is, whatever was before. The run carries the number of
 * events it misses from then on.
 *
 * <p>Not thread-safe.
 */
public final class Projection {
    private final Map<RunId, RunState> runs;
    private final Map<StepKey, StepState> steps;
    private final Map<RunId, NewRun> newRuns = new LinkedHashMap<>();
    private final Map<StepKey, NewStep> newSteps = new LinkedHashMap<>();
    private final Set<RunId> changedRuns = new LinkedHashSet<>();
    private final Set<StepKey> changedSteps = new LinkedHashSet<>();
    private final List<Gap> gaps = new ArrayList<>();
    private final Map<TripwireKey, TouchedTripwire> tripwires = new LinkedHashMap<>();

    private record TripwireKey(StepKey step, int attempt, Tripwire tripwire) {}

    /**
     * @param runs the rows of every run that the batch touches, as far as there are any
     * @param steps the rows of every step that the batch touches, as far as there are any
     */
    public Projection(Map<RunId, RunState> runs, Map<StepKey, StepState> steps) {
        this.runs = new HashMap<>(runs);
        this.steps = new HashMap<>(steps);
    }

    /**
     * Applies the next event.
     *
     * @param fact what happened; null when this version does not know such facts, which moves the run's sequence on and no more
     */
    public Verdict apply(RunId run, long seq, Instant at, @Nullable RunFact fact) {
        RunState before = runs.get(run);
        if (before == null) {
            return fact instanceof RunAccepted accepted ? begin(run, seq, at, accepted) : Verdict.RUN_UNKNOWN;
        }
        if (seq <= before.lastSeq()) {
            return Verdict.DUPLICATE;
        }
        noteGap(run, before.lastSeq(), seq);
        RunState reached = before.reached(seq);
        RunState after = switch (fact) {
            case null -> reached;
            case StepFact step -> moved(reached, run, step, at);
            case RunExtended extended -> extended(reached, run, extended, at);
            case BudgetRaised raised -> raised(reached, run, raised, at);
            case RunFact whole -> reached.after(whole, at);
        };
        runs.put(run, after);
        changedRuns.add(run);
        return Verdict.APPLIED;
    }

    private Verdict begin(RunId run, long seq, Instant at, RunAccepted accepted) {
        noteGap(run, 0, seq);
        List<StepSpec> specs = accepted.spec().steps();
        begin(run, 0, specs);
        newRuns.put(run, new NewRun(run, accepted, at));
        runs.put(
                run,
                RunState.accepted(
                        specs.size(), Allowance.of(accepted.spec().options().budget()), seq));
        return Verdict.APPLIED;
    }

    private RunState extended(RunState state, RunId run, RunExtended fact, Instant at) {
        begin(run, state.steps().total(), fact.steps());
        return state.after(fact, at);
    }

    private RunState raised(RunState state, RunId run, BudgetRaised fact, Instant at) {
        StepKey key = fact.step() == null ? null : new StepKey(run, fact.step());
        StepState step = key == null ? null : steps.get(key);
        if (key != null && step != null) {
            steps.put(key, step.allowed(fact.limit()));
            changedSteps.add(key);
        }
        return state.after(fact, at);
    }

    private void begin(RunId run, int first, List<StepSpec> specs) {
        for (int i = 0; i < specs.size(); i++) {
            StepKey key = new StepKey(run, specs.get(i).id());
            newSteps.put(key, new NewStep(key, first + i, specs.get(i)));
            steps.put(key, StepState.pending(Allowance.of(specs.get(i).budget())));
        }
    }

    private RunState moved(RunState state, RunId run, StepFact fact, Instant at) {
        StepKey key = new StepKey(run, fact.step());
        StepState before = steps.get(key);
        if (before == null) {
            return state;
        }
        StepState after = before.after(fact, at);
        steps.put(key, after);
        noteTripwires(key, fact, after);
        changedSteps.add(key);
        return state.moved(before, after);
    }

    private void noteTripwires(StepKey key, StepFact fact, StepState after) {
        Governed governed = after.governed();
        Attempt attempt = after.attempt();
        if (governed == null || attempt == null) {
            return;
        }
        AttemptResult end = endIn(fact);
        if (end == null && !(fact instanceof TripwireTripped)) {
            return;
        }
        for (int place = 0; place < governed.touched().size(); place++) {
            Governed.Touched touched = governed.touched().get(place);
            TouchedTripwire row = new TouchedTripwire(
                    key,
                    attempt.number(),
                    place,
                    touched.trip(),
                    touched.at(),
                    end == null ? null : end.outcome(),
                    after.spending().last());
            tripwires.put(new TripwireKey(key, attempt.number(), touched.trip().tripwire()), row);
        }
    }

    private static @Nullable AttemptResult endIn(StepFact fact) {
        return switch (fact) {
            case StepSucceeded succeeded -> succeeded.result();
            case StepFailed failed -> failed.result();
            case StepBackingOff rest -> rest.result();
            case StepConflicted conflicted -> conflicted.result();
            case StepCancelled cancelled -> cancelled.result();
            case StepWaiting _,
                    StepConflictForeseen _,
                    StepDispatched _,
                    StepStarted _,
                    StepSkipped _,
                    StepReopened _,
                    ReportRejected _,
                    ClaimOverridden _,
                    UsageRecorded _,
                    UsageRejected _,
                    GovernorNoted _,
                    TripwireTripped _ -> null;
        };
    }

    private void noteGap(RunId run, long lastSeq, long seq) {
        if (seq > lastSeq + 1) {
            gaps.add(new Gap(run, lastSeq + 1, seq - 1));
        }
    }

    /** The state of a run after the events so far. */
    public RunState run(RunId run) {
        return known(runs.get(run), run);
    }

    /** The state of a step after the events so far. */
    public StepState step(StepKey key) {
        return known(steps.get(key), key);
    }

    private static <T> T known(@Nullable T row, Object key) {
        if (row == null) {
            throw new IllegalArgumentException("nothing is known of " + key);
        }
        return row;
    }

    /** The runs that began in this batch; they are not among {@link #changedRuns}. */
    public List<NewRun> newRuns() {
        return List.copyOf(newRuns.values());
    }

    /** The steps that began in this batch; they are not among {@link #changedSteps}. */
    public List<NewStep> newSteps() {
        return List.copyOf(newSteps.values());
    }

    public List<RunId> changedRuns() {
        return changedRuns.stream().filter(run -> !newRuns.containsKey(run)).toList();
    }

    public List<StepKey> changedSteps() {
        return changedSteps.stream().filter(key -> !newSteps.containsKey(key)).toList();
    }

    /** The tripwires that attempts have touched, and those of attempts that have ended, as they are now. */
    public List<TouchedTripwire> tripwires() {
        return List.copyOf(tripwires.values());
    }

    public List<Gap> gaps() {
        return List.copyOf(gaps);
    }
}
