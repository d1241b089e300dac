package dev.signalbox.scheduler.workspace;

import dev.signalbox.contracts.AttemptRef;
import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.scope.ParsedScope;
import dev.signalbox.contracts.spec.StepSpec;
import dev.signalbox.scheduler.line.Need;
import dev.signalbox.scheduler.line.Place;
import dev.signalbox.scheduler.line.WaitingLine;
import dev.signalbox.scheduler.step.StepState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A step of a live run, in memory. Compared by identity. */
final class LiveStep {
    final LiveRun run;
    final StepSpec spec;
    final int position;
    final ParsedScope scope;
    final WaitingLine.Queue<LiveStep> queue;
    final List<LiveStep> dependents = new ArrayList<>();

    /** The steps whose output goes into its prompt. */
    final List<StepId> sources;

    /** How many of the steps that take its output have not ended. */
    int takers;

    StepState state;

    /** Where it stands in line; null unless it is ready or in flight. */
    @Nullable
    Place place;

    /** Until when its runner may be silent. Not kept: after a restart every lease begins anew. */
    @Nullable
    Instant leaseEnds;

    LiveStep(LiveRun run, StepSpec spec, int position, WaitingLine<LiveStep> line) {
        this.run = run;
        this.spec = spec;
        this.position = position;
        this.scope = ParsedScope.of(spec.files());
        this.queue = line.queue(run.spec().agents(), Need.of(spec));
        this.sources = spec.inputs().values().stream()
                .distinct()
                .sorted(Comparator.comparing(StepId::value))
                .toList();
        this.state = new StepState.Pending(spec.dependsOn().size());
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

    boolean hasEnded() {
        return state instanceof StepState.Ended;
    }

    Place standAt(Instant since) {
        Place standing = Place.of(since, run.spec().options().priority(), run.id(), position);
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
