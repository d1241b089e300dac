package dev.signalbox.runner.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.contracts.AttemptRef;
import dev.signalbox.contracts.attempt.AttemptOutcome;
import dev.signalbox.contracts.attempt.AttemptResult;
import dev.signalbox.contracts.attempt.StopCause;
import dev.signalbox.contracts.spec.AgentType;
import dev.signalbox.contracts.spec.Usage;
import dev.signalbox.runner.attempt.port.Agent;
import dev.signalbox.runner.support.Attempts;
import dev.signalbox.runner.support.Starts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RunningAttemptsTest {
    private static final AttemptResult SUCCESS =
            new AttemptResult(AttemptOutcome.SUCCEEDED, 0, null, null, Usage.NONE, 3);

    private final Map<AttemptRef, Consumer<AttemptResult>> begun = new HashMap<>();
    private final List<StopOrder> orders = new ArrayList<>();
    private final Map<AttemptRef, AttemptResult> reported = new HashMap<>();
    private final List<AttemptRef> freed = new ArrayList<>();
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(1);

    @AfterEach
    void stopTimer() {
        timer.shutdownNow();
    }

    @Test
    void an_attempt_is_live_until_its_end_is_reported() {
        RunningAttempts running = runningWith(this::workOn);
        AttemptRef attempt = Attempts.attempt("a");
        begin(running, Attempts.assignment("a"));
        assertThat(running.contains(attempt)).isTrue();

        end(attempt, SUCCESS);

        assertThat(running.count()).isZero();
        assertThat(reported).containsEntry(attempt, SUCCESS);
        assertThat(freed).containsExactly(attempt);
    }

    @Test
    void work_that_takes_no_time_leaves_nothing_behind() {
        RunningAttempts running = runningWith((assignment, ended) -> {
            ended.accept(SUCCESS);
            return Work.DONE;
        });

        begin(running, Attempts.assignment("a"));

        assertThat(running.count()).isZero();
        assertThat(freed).hasSize(1);
    }

    @Test
    void work_that_cannot_be_ended_keeps_its_place_and_its_slot_after_the_end_of_its_attempt() {
        List<Runnable> whenGone = new ArrayList<>();
        RunningAttempts running = runningWith((assignment, ended) -> {
            begun.put(assignment.ref(), ended);
            return new Work() {
                @Override
                public void stop(StopOrder order) {
                    orders.add(order);
                }

                @Override
                public void whenGone(Runnable then) {
                    whenGone.add(then);
                }
            };
        });
        AttemptRef attempt = Attempts.attempt("a");
        begin(running, Attempts.assignment("a"));

        end(attempt, SUCCESS);

        assertThat(reported).containsKey(attempt);
        assertThat(freed).isEmpty();
        assertThat(running.count()).isZero();
        assertThat(running.leftBehind()).isEqualTo(1);
        assertThat(running.placesTaken()).isEqualTo(1);

        whenGone.forEach(Runnable::run);

        assertThat(freed).containsExactly(attempt);
        assertThat(running.placesTaken()).isZero();
    }

    @Test
    void a_stopped_attempt_has_the_outcome_of_the_first_order_whatever_its_process_says() {
        RunningAttempts running = runningWith(this::workOn);
        AttemptRef attempt = Attempts.attempt("a");
        begin(running, Attempts.assignment("a"));
        running.stop(attempt, StopOrder.of(StopCause.CANCELLED));
        running.stop(attempt, StopOrder.LEASE_RAN_OUT);

        end(attempt, SUCCESS);

        assertThat(orders).hasSize(2);
        assertThat(reported.get(attempt))
                .isEqualTo(new AttemptResult(AttemptOutcome.CANCELLED, 0, null, "cancelled", Usage.NONE, 3));
    }

    @Test
    void a_superseded_attempt_is_cancelled_and_says_why() {
        AttemptResult result = StopOrder.of(StopCause.SUPERSEDED).withoutProcess();

        assertThat(result.outcome()).isEqualTo(AttemptOutcome.CANCELLED);
        assertThat(result.message()).contains("epoch is over");
    }

    @Test
    void an_agent_that_fails_to_begin_is_a_failed_attempt() {
        RunningAttempts running = runningWith((assignment, ended) -> {
            throw new IllegalStateException("no room");
        });

        begin(running, Attempts.assignment("a"));

        assertThat(result(Attempts.attempt("a")).outcome()).isEqualTo(AttemptOutcome.FAILED);
        assertThat(result(Attempts.attempt("a")).message()).contains("no room");
        assertThat(running.count()).isZero();
    }

    @Test
    void an_attempt_whose_lease_ran_out_while_it_was_taken_is_not_begun() {
        RunningAttempts running = runningWith(this::workOn);

        running.begin(Attempts.assignment("a"), new AttemptLease(Duration.ofNanos(5), 0), 100);

        assertThat(begun).isEmpty();
        assertThat(result(Attempts.attempt("a")).outcome()).isEqualTo(AttemptOutcome.LOST);
    }

    @Test
    void a_runner_that_stops_begins_nothing_more() {
        RunningAttempts running = runningWith(this::workOn);

        running.close(StopOrder.RUNNER_STOPPED);
        begin(running, Attempts.assignment("a"));

        assertThat(begun).isEmpty();
        assertThat(result(Attempts.attempt("a")).outcome()).isEqualTo(AttemptOutcome.HANDED_BACK);
    }

    @Test
    void an_attempt_is_stopped_when_its_timeout_has_passed() {
        RunningAttempts running = runningWith(this::workOn);
        AttemptRef attempt = Attempts.attempt("a");
        Assignment limited =
                new Assignment(Starts.command(attempt, null, Map.of(), Duration.ofMillis(1), "true"), null);

        begin(running, limited);

        Awaitility.await().untilAsserted(() -> assertThat(orders).hasSize(1));
        assertThat(orders.getFirst().outcome()).isEqualTo(AttemptOutcome.TIMED_OUT);
        assertThat(orders.getFirst().message()).contains("1 ms");
    }

    private RunningAttempts runningWith(Agent agent) {
        return new RunningAttempts(
                Map.of(AgentType.COMMAND, agent),
                (assignment, result) -> reported.put(assignment.ref(), result),
                freed::add,
                timer);
    }

    private Work workOn(Assignment assignment, Consumer<AttemptResult> ended) {
        begun.put(assignment.ref(), ended);
        return orders::add;
    }

    private static void begin(RunningAttempts running, Assignment assignment) {
        running.begin(assignment, new AttemptLease(Duration.ofSeconds(10), 0), 0);
    }

    private void end(AttemptRef attempt, AttemptResult result) {
        Objects.requireNonNull(begun.get(attempt)).accept(result);
    }

    private AttemptResult result(AttemptRef attempt) {
        return Objects.requireNonNull(reported.get(attempt));
    }
}
