package dev.signalbox.runner.take;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.contracts.AttemptRef;
import dev.signalbox.contracts.attempt.AttemptFinished;
import dev.signalbox.contracts.attempt.AttemptOutcome;
import dev.signalbox.contracts.attempt.AttemptResult;
import dev.signalbox.contracts.attempt.Outcome;
import dev.signalbox.contracts.attempt.StopCause;
import dev.signalbox.contracts.spec.AgentType;
import dev.signalbox.contracts.spec.Usage;
import dev.signalbox.runner.attempt.Assignment;
import dev.signalbox.runner.attempt.RunningAttempts;
import dev.signalbox.runner.attempt.StopOrder;
import dev.signalbox.runner.attempt.Work;
import dev.signalbox.runner.attempt.port.AttemptJournal;
import dev.signalbox.runner.report.port.OutcomeLog;
import dev.signalbox.runner.slot.SlotAnswer;
import dev.signalbox.runner.slot.port.SlotLeases;
import dev.signalbox.runner.stop.StopRegister;
import dev.signalbox.runner.support.Attempts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TakeProtocolTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final AttemptResult SUCCESS =
            new AttemptResult(AttemptOutcome.SUCCEEDED, 0, null, null, Usage.NONE, 0);

    private final List<String> story = new ArrayList<>();
    private final Map<AttemptRef, AttemptResult> ends = new HashMap<>();
    private final Map<AttemptRef, Consumer<AttemptResult>> working = new HashMap<>();
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(1);
    private final CountedSlots slots = new CountedSlots();
    private final StopRegister stops = new StopRegister(Duration.ofHours(24));
    private final Backlog backlog = new Backlog();
    private final RunningAttempts running = new RunningAttempts(
            Map.of(AgentType.COMMAND, this::begin),
            (assignment, result) -> ends.put(assignment.ref(), result),
            slots::release,
            timer);
    private @Nullable Exception reportFailure;
    private Optional<String> commitRefusal = Optional.empty();
    private boolean ordersReadable = true;
    private Work work = Work.DONE;
    private final TakeProtocol protocol = new TakeProtocol(
            new TakeProtocol.Terms("runner-1", 3, Duration.ofSeconds(15), Duration.ofSeconds(4)),
            new TakeProtocol.Parts(
                    backlog,
                    running,
                    slots,
                    log(),
                    (assignment, result) -> ends.put(assignment.ref(), result),
                    journal(),
                    stops,
                    this::readOrders,
                    attempt -> {},
                    Clock.fixed(NOW, ZoneOffset.UTC),
                    () -> 0));

    private final class CountedSlots implements SlotLeases {
        final Set<AttemptRef> leased = new HashSet<>();
        int cap = 100;

        @Nullable
        SlotAnswer always;

        @Override
        public SlotAnswer acquire(List<AttemptRef> attempts) {
            story.add("acquire " + attempts.size());
            if (always != null) {
                return always;
            }
            int granted = Math.min(cap - leased.size(), attempts.size());
            leased.addAll(attempts.subList(0, granted));
            return new SlotAnswer.Granted(granted, leased.size());
        }

        @Override
        public void release(AttemptRef attempt) {
            leased.remove(attempt);
        }
    }

    @AfterEach
    void stopTimer() {
        timer.shutdownNow();
    }

    @Test
    void an_attempt_is_leased_then_reported_then_committed_and_only_then_begun() {
        dispatched(0, "a");

        Taken taken = protocol.take(this::commit);

        assertThat(taken).isEqualTo(new Taken.All());
        assertThat(story).containsExactly("acquire 1", "started a", "commit {0=1}", "journal 1", "begin a");
    }

    @Test
    void an_attempt_whose_start_cannot_be_reported_is_not_begun_and_stays() {
        dispatched(0, "a");
        reportFailure = new IllegalStateException("Kafka is away");

        Taken taken = protocol.take(this::commit);

        assertThat(taken).isInstanceOf(Taken.Hindered.class);
        assertThat(working).isEmpty();
        assertThat(slots.leased).isEmpty();
        assertThat(backlog.size()).isEqualTo(1);
        assertThat(story).doesNotContain("commit {0=1}");
    }

    @Test
    void an_attempt_whose_commit_is_not_certain_is_not_begun_and_gives_its_slot_back() {
        dispatched(0, "a");
        commitRefusal = Optional.of("the group is rebalancing");

        Taken taken = protocol.take(this::commit);

        assertThat(taken).isInstanceOf(Taken.Hindered.class);
        assertThat(working).isEmpty();
        assertThat(slots.leased).isEmpty();
        assertThat(backlog.size()).isEqualTo(1);
    }

    @Test
    void no_more_is_taken_than_there_are_places() {
        for (int i = 0; i < 5; i++) {
            dispatched(i, "step-" + i);
        }

        assertThat(protocol.take(this::commit)).isEqualTo(new Taken.Part());
        assertThat(working).hasSize(3);
        assertThat(protocol.take(this::commit)).isEqualTo(new Taken.NoRoom());

        end(Attempts.attempt("step-0"), SUCCESS);
        assertThat(protocol.take(this::commit)).isEqualTo(new Taken.Part());
        assertThat(story).contains("commit {0=3}", "commit {0=4}");
    }

    @Test
    void no_more_is_taken_than_there_are_slots() {
        slots.cap = 2;
        for (int i = 0; i < 3; i++) {
            dispatched(i, "step-" + i);
        }

        assertThat(protocol.take(this::commit)).isEqualTo(new Taken.Part());
        assertThat(protocol.take(this::commit)).isEqualTo(new Taken.NoRoom());

        assertThat(working).hasSize(2);
        assertThat(story).contains("commit {0=2}");
    }

    @Test
    void nothing_is_taken_while_slots_are_not_counted_but_the_reason_is_known() {
        dispatched(0, "a");
        slots.always = new SlotAnswer.Recovering(Duration.ofSeconds(15));
        assertThat(protocol.take(this::commit))
                .isEqualTo(new Taken.Hindered("slots are being counted anew, for 15000 ms at most"));
        slots.always = new SlotAnswer.Unavailable("Redis does not answer");
        assertThat(protocol.take(this::commit)).isEqualTo(new Taken.Hindered("Redis does not answer"));

        assertThat(working).isEmpty();
    }

    @Test
    void an_attempt_that_was_stopped_before_it_began_is_answered_and_committed() {
        dispatched(0, "a");
        stops.enter(Attempts.attempt("a"), StopCause.CANCELLED, NOW);

        Taken taken = protocol.take(this::commit);

        assertThat(taken).isEqualTo(new Taken.All());
        assertThat(result(Attempts.attempt("a")).outcome()).isEqualTo(AttemptOutcome.CANCELLED);
        assertThat(story).containsExactly("ended a", "commit {0=1}");
    }

    @Test
    void a_stopped_attempt_is_not_committed_before_its_end_is_durable() {
        dispatched(0, "a");
        stops.enter(Attempts.attempt("a"), StopCause.CANCELLED, NOW);
        reportFailure = new IllegalStateException("the log does not answer");
        protocol.take(this::commit);
        assertThat(story).doesNotContain("commit {0=1}");
        reportFailure = null;

        Taken taken = protocol.take(this::commit);

        assertThat(taken).isEqualTo(new Taken.All());
        assertThat(story).endsWith("ended a", "commit {0=1}");
    }

    @Test
    void a_stopped_attempt_is_answered_even_when_it_waits_behind_others_without_room() {
        for (int i = 0; i < 5; i++) {
            dispatched(i, "step-" + i);
        }
        protocol.take(this::commit);
        stops.enter(Attempts.attempt("step-4"), StopCause.TIMED_OUT, NOW);

        protocol.take(this::commit);

        assertThat(result(Attempts.attempt("step-4")).outcome()).isEqualTo(AttemptOutcome.TIMED_OUT);
        assertThat(working).doesNotContainKey(Attempts.attempt("step-3"));
    }

    @Test
    void a_stop_that_comes_while_the_start_is_reported_prevents_the_begin() {
        dispatched(0, "a");

        protocol.take(offsets -> {
            stops.enter(Attempts.attempt("a"), StopCause.CANCELLED, NOW);
            return Optional.empty();
        });

        assertThat(working).isEmpty();
        assertThat(result(Attempts.attempt("a")).outcome()).isEqualTo(AttemptOutcome.CANCELLED);
        assertThat(slots.leased).isEmpty();
    }

    @Test
    void before_an_old_dispatch_is_taken_all_orders_to_stop_are_read() {
        backlog.add(new Waiting.Dispatched(
                0, 0, Attempts.assignment("a"), NOW.minusSeconds(60).toEpochMilli()));
        ordersReadable = false;
        assertThat(protocol.take(this::commit)).isInstanceOf(Taken.Hindered.class);
        assertThat(story).containsExactly("read orders");
        ordersReadable = true;

        protocol.take(this::commit);

        assertThat(story).startsWith("read orders", "read orders", "acquire 1");
    }

    @Test
    void a_dispatch_that_was_written_twice_is_begun_once() {
        dispatched(0, "a");
        dispatched(1, "a");
        protocol.take(this::commit);
        end(Attempts.attempt("a"), SUCCESS);
        dispatched(2, "a");

        protocol.take(this::commit);

        assertThat(story).containsOnlyOnce("begin a").contains("commit {0=3}");
        assertThat(slots.leased).isEmpty();
    }

    @Test
    void nothing_is_taken_for_the_place_of_an_attempt_whose_work_is_still_there_after_its_end() {
        work = new Work() {
            @Override
            public void stop(StopOrder order) {}

            @Override
            public void whenGone(Runnable then) {}
        };
        List.of("a", "b", "c").forEach(step -> dispatched(step.charAt(0), step));
        protocol.take(this::commit);
        end(Attempts.attempt("a"), SUCCESS);
        dispatched(1_000, "d");

        protocol.take(this::commit);

        assertThat(working).hasSize(3);
        assertThat(slots.leased).hasSize(3);
    }

    private void dispatched(long offset, String step) {
        backlog.add(new Waiting.Dispatched(0, offset, Attempts.assignment(step), NOW.toEpochMilli()));
    }

    private Work begin(Assignment assignment, Consumer<AttemptResult> ended) {
        story.add("begin " + assignment.ref().step());
        working.put(assignment.ref(), ended);
        return work;
    }

    private Optional<String> commit(Map<Integer, Long> offsets) {
        story.add("commit " + offsets);
        return commitRefusal;
    }

    private boolean readOrders() {
        story.add("read orders");
        return ordersReadable;
    }

    private OutcomeLog log() {
        return (Outcome outcome, @Nullable String traceparent, Consumer<@Nullable Exception> settled) -> {
            if (outcome instanceof AttemptFinished finished) {
                story.add("ended " + outcome.attempt().step());
                ends.put(finished.attempt(), finished.result());
            } else {
                story.add("started " + outcome.attempt().step());
            }
            settled.accept(reportFailure);
        };
    }

    private AttemptJournal journal() {
        return new AttemptJournal() {
            @Override
            public void taken(List<AttemptRef> attempts) {
                story.add("journal " + attempts.size());
            }

            @Override
            public void settled(AttemptRef attempt) {}
        };
    }

    private void end(AttemptRef attempt, AttemptResult result) {
        Objects.requireNonNull(working.get(attempt)).accept(result);
    }

    private AttemptResult result(AttemptRef attempt) {
        return Objects.requireNonNull(ends.get(attempt));
    }
}
