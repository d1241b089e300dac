package dev.signalbox.eventlog.projection;

import dev.signalbox.contracts.attempt.AttemptResult;
import dev.signalbox.contracts.event.ClaimOverridden;
import dev.signalbox.contracts.event.GovernorNoted;
import dev.signalbox.contracts.event.ReportRejected;
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
import dev.signalbox.contracts.governor.GovernorSummary;
import dev.signalbox.contracts.spec.Budget;
import dev.signalbox.contracts.spec.Usage;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a step is, as far as its facts say.
 *
 * @param status where it is
 * @param waitsFor what it waits for; null when it waits for nothing, or for its dependencies
 * @param attempt its last attempt; null before the first
 * @param result how the last ended attempt ended; null while none has
 * @param reason why it was skipped, is conflicted or may become so, or was given up before its attempts were used up; null otherwise
 * @param spending what its attempts may use and have used
 * @param governed what the governor has said of the last attempt; null when it has said nothing
 * @param endedAt when the step ended; null before
 */
public record StepState(
        StepStatus status,
        @Nullable WaitsFor waitsFor,
        @Nullable Attempt attempt,
        @Nullable AttemptResult result,
        @Nullable String reason,
        Spending spending,
        @Nullable Governed governed,
        @Nullable Instant endedAt) {
    /** How every step without a budget begins. */
    public static final StepState PENDING = pending(Allowance.UNLIMITED);

    /** How a step begins that may spend so much. */
    static StepState pending(Allowance allowance) {
        return new StepState(StepStatus.PENDING, null, null, null, null, Spending.within(allowance), null, null);
    }

    /** What all its attempts used. */
    public Usage usage() {
        return spending.usage();
    }

    /** What is set aside for the attempt in flight; nothing when there is none. */
    public Budget reserved() {
        return status == StepStatus.DISPATCHED || status == StepStatus.RUNNING ? spending.reserved() : Spending.NOTHING;
    }

    /** The state when its budget was set anew. */
    StepState allowed(Budget limit) {
        return with(spending.within(limit));
    }

    /** The state after one more fact. */
    public StepState after(StepFact fact, Instant at) {
        return switch (fact) {
            case StepWaiting waiting -> waitingFor(waiting.waitsFor());
            case StepDispatched dispatched -> dispatched(dispatched, at);
            case StepStarted started -> started(started, at);
            case StepSucceeded succeeded ->
                attemptEnded(succeeded.attempt(), succeeded.epoch(), succeeded.result(), at)
                        .because(null)
                        .ended(StepStatus.SUCCEEDED, at);
            case StepFailed failed ->
                attemptEnded(failed.attempt(), failed.epoch(), failed.result(), at)
                        .because(failed.gaveUp())
                        .ended(StepStatus.FAILED, at);
            case StepBackingOff rest ->
                attemptEnded(rest.attempt(), rest.epoch(), rest.result(), at)
                        .in(StepStatus.BACKING_OFF, new WaitsFor.Backoff(rest.until()));
            case StepConflicted conflicted ->
                attemptEnded(conflicted.attempt(), conflicted.epoch(), conflicted.result(), at)
                        .because(conflicted.result().message())
                        .in(StepStatus.CONFLICTED, null);
            case StepConflictForeseen foreseen ->
                isCurrent(foreseen.attempt(), foreseen.epoch()) ? because(words(foreseen)) : this;
            case StepCancelled cancelled -> cancelled(cancelled, at).ended(StepStatus.CANCELLED, at);
            case StepSkipped skipped -> because(skipped.reason()).ended(StepStatus.SKIPPED, at);
            case StepReopened _ -> reopened();
            case UsageRecorded recorded ->
                isCurrent(recorded.attempt(), recorded.epoch()) ? using(recorded.usage()) : this;
            case GovernorNoted noted ->
                isCurrent(noted.attempt(), noted.epoch()) ? with(said().noting(noted.score())) : this;
            case TripwireTripped tripped ->
                isCurrent(tripped.attempt(), tripped.epoch())
                        ? with(said().touching(tripped.trip(), at))
                                .using(tripped.trip().usage())
                        : this;
            case ClaimOverridden _, ReportRejected _, UsageRejected _ -> this;
        };
    }

    private static String words(StepConflictForeseen foreseen) {
        return "what it has changed so far cannot be merged with that of step " + foreseen.other() + ": "
                + String.join(", ", foreseen.paths());
    }

    private StepState waitingFor(WaitsFor thing) {
        return switch (thing) {
            case WaitsFor.Dependencies _ -> in(StepStatus.PENDING, null);
            case WaitsFor.Backoff rest -> in(StepStatus.BACKING_OFF, rest);
            case WaitsFor.Agent _,
                    WaitsFor.Claim _,
                    WaitsFor.Parallelism _,
                    WaitsFor.Slot _,
                    WaitsFor.Budget _,
                    WaitsFor.Approval _,
                    WaitsFor.Paused _ -> in(StepStatus.READY, thing);
        };
    }

    private StepState reopened() {
        return new StepState(StepStatus.PENDING, null, attempt, result, null, spending, governed, null);
    }

    private StepState dispatched(StepDispatched fact, Instant at) {
        Attempt next = new Attempt(fact.attempt(), fact.epoch(), fact.agent(), null, at, null, null);
        return new StepState(
                StepStatus.DISPATCHED, null, next, result, null, spending.nextAttempt(fact.reserved()), null, null);
    }

    private StepState started(StepStarted fact, Instant at) {
        Attempt known = attempt(fact.attempt(), fact.epoch());
        return with(known.startedBy(fact.runner(), at)).in(StepStatus.RUNNING, null);
    }

    private StepState cancelled(StepCancelled fact, Instant at) {
        return fact.result() == null ? this : attemptEnded(fact.attempt(), fact.epoch(), fact.result(), at);
    }

    /** The same result again is a decision about it, such as to discard its work: the attempt ended when that was first heard. */
    private StepState attemptEnded(int number, long epoch, AttemptResult how, Instant at) {
        Attempt known = attempt(number, epoch);
        boolean heardBefore = known.endedAt() != null && how.equals(result);
        StepState using = with(heardBefore ? known : known.endedAt(at)).using(how.usage());
        GovernorSummary seen = how.governor();
        return new StepState(
                status,
                waitsFor,
                using.attempt,
                how,
                reason,
                using.spending,
                seen == null ? governed : said().concluded(seen, at),
                endedAt);
    }

    private boolean isCurrent(int number, long epoch) {
        return attempt != null && attempt.number() == number && attempt.epoch() == epoch;
    }

    private Attempt attempt(int number, long epoch) {
        return attempt != null && isCurrent(number, epoch)
                ? attempt
                : new Attempt(number, epoch, null, null, null, null, null);
    }

    private StepState with(Attempt last) {
        return new StepState(status, waitsFor, last, result, reason, spending, governed, endedAt);
    }

    /** What the governor has said of the last attempt, perhaps nothing. */
    private Governed said() {
        return governed == null ? Governed.NOTHING : governed;
    }

    private StepState with(Governed said) {
        return new StepState(status, waitsFor, attempt, result, reason, spending, said, endedAt);
    }

    private StepState because(@Nullable String why) {
        return new StepState(status, waitsFor, attempt, result, why, spending, governed, endedAt);
    }

    private StepState using(Usage total) {
        return with(spending.using(total));
    }

    private StepState with(Spending now) {
        return new StepState(status, waitsFor, attempt, result, reason, now, governed, endedAt);
    }

    private StepState in(StepStatus next, @Nullable WaitsFor thing) {
        return new StepState(next, thing, attempt, result, reason, spending, governed, endedAt);
    }

    private StepState ended(StepStatus end, Instant at) {
        return new StepState(end, null, attempt, result, reason, spending, governed, at);
    }
}
