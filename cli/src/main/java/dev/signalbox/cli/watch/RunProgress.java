package dev.signalbox.cli.watch;

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
import dev.signalbox.contracts.event.RunPaused;
import dev.signalbox.contracts.event.RunPriorityChanged;
import dev.signalbox.contracts.event.RunResumed;
import dev.signalbox.contracts.event.RunStarted;
import dev.signalbox.contracts.event.RunStatus;
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
import dev.signalbox.contracts.event.StepStatus;
import dev.signalbox.contracts.event.StepSucceeded;
import dev.signalbox.contracts.event.StepWaiting;
import dev.signalbox.contracts.event.TripwireTripped;
import dev.signalbox.contracts.event.UsageRecorded;
import dev.signalbox.contracts.event.UsageRejected;
import dev.signalbox.contracts.event.WaitsFor;
import dev.signalbox.contracts.spec.Budget;
import dev.signalbox.contracts.spec.BudgetRule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A run as its events tell it, from the first on. Events are applied in order, by one thread at a time. */
public final class RunProgress {
    private record OpenWait(WaitsFor.Claim claim, Instant since) {}

    private final Map<StepId, StepRow> rows = new LinkedHashMap<>();
    private final Map<StepId, OpenWait> openWaits = new LinkedHashMap<>();
    private final List<ClaimWait> claimWaits = new ArrayList<>();
    private RunStatus status = RunStatus.QUEUED;
    private @Nullable Instant acceptedAt;
    private @Nullable Instant endedAt;
    private @Nullable RunEnded end;
    private @Nullable RunPaused pause;
    private Budget limit = Budget.NONE;

    public void apply(RunEvent event) {
        switch (event.data()) {
            case RunAccepted accepted -> {
                acceptedAt = event.at();
                BudgetRule budget = accepted.spec().options().budget();
                limit = budget == null ? Budget.NONE : budget.limit();
                accepted.spec().steps().forEach(step -> rows.put(step.id(), StepRow.of(step)));
            }
            case RunStarted started -> status = RunStatus.RUNNING;
            case RunPaused paused -> {
                status = RunStatus.PAUSED;
                pause = paused;
            }
            case RunResumed resumed -> status = hasStarted() ? RunStatus.RUNNING : RunStatus.QUEUED;
            case BudgetWarned _, BudgetEscalated _ -> {}
            case BudgetRaised raised -> limit = raised.step() == null ? raised.limit() : limit;
            case RunCancelling cancelling -> status = RunStatus.CANCELLING;
            case RunEnded ended -> {
                status = ended.status();
                end = ended;
                endedAt = event.at();
            }
            case RunExtended more -> more.steps().forEach(step -> rows.put(step.id(), StepRow.of(step)));
            case RunPriorityChanged changed -> {}
            case CommandRejected rejected -> {}
            case StepFact fact -> rows.computeIfPresent(fact.step(), (step, row) -> next(row, fact, event.at()));
        }
    }

    private boolean hasStarted() {
        return rows.values().stream().anyMatch(row -> row.begunAt() != null);
    }

    private StepRow next(StepRow row, StepFact fact, Instant at) {
        noteWait(fact, at);
        return switch (fact) {
            case StepWaiting waiting -> row.waiting(waiting.waitsFor());
            case StepDispatched dispatched -> row.dispatched(dispatched.agent(), dispatched.attempt(), at);
            case StepStarted started -> row.running();
            case StepBackingOff resting -> row.backingOff(resting.result(), resting.until());
            case StepSucceeded succeeded -> row.ended(StepStatus.SUCCEEDED, succeeded.result(), null, at);
            case StepFailed failed -> row.ended(StepStatus.FAILED, failed.result(), null, at);
            case StepConflicted conflicted -> row.conflicted(conflicted.result(), at);
            case StepConflictForeseen foreseen -> row;
            case StepCancelled cancelled -> row.ended(StepStatus.CANCELLED, cancelled.result(), null, at);
            case StepSkipped skipped -> row.ended(StepStatus.SKIPPED, null, skipped.reason(), at);
            case StepReopened reopened -> row.reopened();
            case ClaimOverridden overridden -> row;
            case ReportRejected rejected -> row;
            case UsageRecorded usage -> row;
            case UsageRejected refused -> row;
            case GovernorNoted noted -> row;
            case TripwireTripped tripped -> row;
        };
    }

    private void noteWait(StepFact fact, Instant at) {
        if (fact instanceof ClaimOverridden
                || fact instanceof StepConflictForeseen
                || fact instanceof ReportRejected
                || fact instanceof UsageRecorded
                || fact instanceof UsageRejected
                || fact instanceof GovernorNoted
                || fact instanceof TripwireTripped) {
            return;
        }
        OpenWait open = openWaits.remove(fact.step());
        if (open != null) {
            claimWaits.add(new ClaimWait(fact.step(), open.claim(), Duration.between(open.since(), at)));
        }
        if (fact instanceof StepWaiting(StepId step, WaitsFor.Claim claim)) {
            openWaits.put(step, new OpenWait(claim, at));
        }
    }

    public RunStatus status() {
        return status;
    }

    /** Why the run is paused; empty while it is not. */
    public Optional<RunPaused> pause() {
        return status == RunStatus.PAUSED ? Optional.ofNullable(pause) : Optional.empty();
    }

    /** The run's last event; empty while it has not ended. */
    public Optional<RunEnded> end() {
        return Optional.ofNullable(end);
    }

    /** What all attempts of the run together may spend. */
    public Budget limit() {
        return limit;
    }

    /** How long the run has been known, or took; zero before its first event. */
    public Duration time(Instant now) {
        return acceptedAt == null ? Duration.ZERO : Duration.between(acceptedAt, endedAt == null ? now : endedAt);
    }

    /** The steps in the order of the definition. */
    public Collection<StepRow> rows() {
        return Collections.unmodifiableCollection(rows.values());
    }

    public StepRow row(StepId step) {
        return Objects.requireNonNull(rows.get(step), () -> "no step " + step);
    }

    /** Who waited for whose claim, in the order in which the waits ended. */
    public List<ClaimWait> claimWaits() {
        return Collections.unmodifiableList(claimWaits);
    }

    /** The steps that {@code row} needs and that have not ended: a step whose failure stops others ends them with it. */
    public List<StepId> unmet(StepRow row) {
        return row.dependsOn().stream()
                .filter(step -> !rows.containsKey(step) || !row(step).status().isTerminal())
                .toList();
    }
}
