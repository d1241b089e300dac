package dev.signalbox.runner.take;

import dev.signalbox.contracts.AttemptRef;
import dev.signalbox.contracts.attempt.AttemptFinished;
import dev.signalbox.contracts.attempt.AttemptStarted;
import dev.signalbox.contracts.attempt.Outcome;
import dev.signalbox.contracts.attempt.StopCause;
import dev.signalbox.runner.attempt.Assignment;
import dev.signalbox.runner.attempt.AttemptLease;
import dev.signalbox.runner.attempt.RunningAttempts;
import dev.signalbox.runner.attempt.StopOrder;
import dev.signalbox.runner.attempt.port.AttemptJournal;
import dev.signalbox.runner.attempt.port.EndReports;
import dev.signalbox.runner.report.port.OutcomeLog;
import dev.signalbox.runner.slot.SlotAnswer;
import dev.signalbox.runner.slot.port.SlotLeases;
import dev.signalbox.runner.stop.StopRegister;
import dev.signalbox.runner.stop.port.StopOrders;
import dev.signalbox.runner.take.port.Offsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * How attempts are taken, so that each is begun at most once and never without a trace:
 *
 * <ol>
 *   <li>lease a slot for each,
 *   <li>report each as started and wait until that is durable,
 *   <li>commit the dispatches,
 *   <li>only then begin.
 * </ol>
 *
 * A dispatch that comes again, here or at another runner, was not committed and therefore never begun. One that was committed and not begun,
 * because the runner died in between, was reported as started: its lease runs out and the scheduler calls it lost.
 *
 * <p>An old dispatch may belong to an epoch that is over. Before one is taken, all orders to stop that exist are read. Not thread-safe.
 */
public final class TakeProtocol {
    private final Terms terms;
    private final Backlog backlog;
    private final RunningAttempts running;
    private final SlotLeases slots;
    private final OutcomeLog outcomes;
    private final EndReports ends;
    private final AttemptJournal journal;
    private final StopRegister stops;
    private final StopOrders orders;
    private final TakeWatcher watcher;
    private final InstantSource clock;
    private final LongSupplier nanoTime;
    private final RecentAttempts recent = new RecentAttempts(20_000);
    private long stopsSeen;
    private long addedSeen;

    /**
     * The numbers of the protocol.
     *
     * @param runner the id of this run of the runner
     * @param places how many attempts may run here at a time
     * @param lease how long the scheduler waits for a report before it calls an attempt lost
     * @param margin how long before that the attempt is killed here
     */
    public record Terms(String runner, int places, Duration lease, Duration margin) {
        Duration usable() {
            return lease.minus(margin);
        }
    }

    /** Everything the protocol works with. */
    public record Parts(
            Backlog backlog,
            RunningAttempts running,
            SlotLeases slots,
            OutcomeLog outcomes,
            EndReports ends,
            AttemptJournal journal,
            StopRegister stops,
            StopOrders orders,
            TakeWatcher watcher,
            InstantSource clock,
            LongSupplier nanoTime) {}

    public TakeProtocol(Terms terms, Parts parts) {
        this.terms = terms;
        this.backlog = parts.backlog();
        this.running = parts.running();
        this.slots = parts.slots();
        this.outcomes = parts.outcomes();
        this.ends = parts.ends();
        this.journal = parts.journal();
        this.stops = parts.stops();
        this.orders = parts.orders();
        this.watcher = parts.watcher();
        this.clock = parts.clock();
        this.nanoTime = parts.nanoTime();
    }

    /** Takes what there is room for from the front of the backlog. */
    public Taken take(Offsets offsets) {
        settleWithoutWork();
        int room = Math.max(0, terms.places() - running.placesTaken());
        if (isOld(backlog.front(room))) {
            if (!orders.readUpToNow()) {
                return new Taken.Hindered("the orders to stop cannot be read");
            }
            settleWithoutWork();
        }
        return take(backlog.front(room), offsets);
    }

    private Taken take(Batch batch, Offsets offsets) {
        if (batch.work().isEmpty()) {
            return batch.isEmpty() ? new Taken.NoRoom() : commitOnly(batch, offsets);
        }
        SlotAnswer answer = slots.acquire(batch.attempts());
        return switch (answer) {
            case SlotAnswer.Unavailable unavailable -> new Taken.Hindered(unavailable.reason());
            case SlotAnswer.Recovering recovering ->
                new Taken.Hindered("slots are being counted anew, for "
                        + recovering.atMost().toMillis() + " ms at most");
            case SlotAnswer.Granted granted when granted.count() == batch.work().size() -> begin(batch, offsets);
            case SlotAnswer.Granted granted -> {
                Batch smaller = backlog.front(granted.count());
                yield smaller.isEmpty() ? new Taken.NoRoom() : begin(smaller, offsets);
            }
        };
    }

    private Taken begin(Batch batch, Offsets offsets) {
        List<AttemptRef> attempts = batch.attempts();
        long sentAt = nanoTime.getAsLong();
        if (!reportStarted(batch.work())) {
            attempts.forEach(slots::release);
            return new Taken.Hindered("the start of attempts cannot be reported");
        }
        Optional<String> refusal = offsets.commit(batch.commit());
        if (refusal.isPresent()) {
            attempts.forEach(slots::release);
            return new Taken.Hindered("dispatches cannot be committed: " + refusal.get());
        }
        backlog.remove(batch);
        if (attempts.isEmpty()) {
            return new Taken.All();
        }
        journal.taken(attempts);
        for (Assignment assignment : batch.work()) {
            begin(assignment, sentAt);
        }
        return backlog.isEmpty() ? new Taken.All() : new Taken.Part();
    }

    private void begin(Assignment assignment, long sentAt) {
        if (recent.contains(assignment.ref())) {
            return;
        }
        recent.add(assignment.ref());
        Optional<StopCause> stopped = stops.causeFor(assignment.ref());
        if (stopped.isPresent()) {
            ends.ended(assignment, StopOrder.of(stopped.get()).withoutProcess());
            slots.release(assignment.ref());
            return;
        }
        watcher.begins(assignment.start());
        long now = nanoTime.getAsLong();
        running.begin(assignment, new AttemptLease(terms.usable(), sentAt), now);
        stops.causeFor(assignment.ref()).ifPresent(cause -> running.stop(assignment.ref(), StopOrder.of(cause)));
    }

    private Taken commitOnly(Batch batch, Offsets offsets) {
        Optional<String> refusal = offsets.commit(batch.commit());
        if (refusal.isPresent()) {
            return new Taken.Hindered("dispatches cannot be committed: " + refusal.get());
        }
        backlog.remove(batch);
        return backlog.isEmpty() ? new Taken.All() : new Taken.Part();
    }

    private boolean reportStarted(List<Assignment> work) {
        Instant now = clock.instant();
        return durable(work, assignment -> new AttemptStarted(assignment.ref(), terms.runner(), terms.lease(), now))
                .containsAll(work);
    }

    /** Reports on each and waits; answers those whose report is durable for certain. */
    private Set<Assignment> durable(List<Assignment> work, Function<Assignment, Outcome> report) {
        Set<Assignment> durable = ConcurrentHashMap.newKeySet();
        CountDownLatch settled = new CountDownLatch(work.size());
        for (Assignment assignment : work) {
            outcomes.send(report.apply(assignment), assignment.traceparent(), failure -> {
                if (failure == null) {
                    durable.add(assignment);
                }
                settled.countDown();
            });
        }
        try {
            return settled.await(terms.usable().toMillis(), TimeUnit.MILLISECONDS) ? Set.copyOf(durable) : Set.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Set.of();
        }
    }

    /**
     * Answers attempts that were stopped before they began, and passes over those that were begun here before. The start of a stopped one was
     * never reported, so no lease would end it: its dispatch is not committed before its end is durable.
     */
    private void settleWithoutWork() {
        long stopsNow = stops.version();
        if (stopsNow == stopsSeen && backlog.added() == addedSeen) {
            return;
        }
        List<Assignment> stopped = new ArrayList<>();
        backlog.settle(assignment -> {
            if (recent.contains(assignment.ref()) || running.contains(assignment.ref())) {
                return true;
            }
            if (stops.causeFor(assignment.ref()).isPresent()) {
                stopped.add(assignment);
            }
            return false;
        });
        Set<Assignment> answered = durable(stopped, this::stoppedBeforeItBegan);
        backlog.settle(answered::contains);
        if (answered.containsAll(stopped)) {
            stopsSeen = stopsNow;
            addedSeen = backlog.added();
        }
    }

    private AttemptFinished stoppedBeforeItBegan(Assignment assignment) {
        StopCause cause = stops.causeFor(assignment.ref()).orElse(StopCause.CANCELLED);
        return new AttemptFinished(
                assignment.ref(), terms.runner(), StopOrder.of(cause).withoutProcess(), clock.instant());
    }

    private boolean isOld(Batch batch) {
        return batch.oldest() < clock.millis() - terms.usable().toMillis();
    }
}
