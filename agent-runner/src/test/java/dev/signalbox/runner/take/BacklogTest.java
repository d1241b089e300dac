package dev.signalbox.runner.take;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.contracts.StepId;
import dev.signalbox.runner.support.Attempts;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BacklogTest {
    private final Backlog backlog = new Backlog();

    @Test
    void the_front_has_no_more_work_than_there_is_room() {
        dispatched(0, 10, "a");
        dispatched(1, 5, "b");
        dispatched(0, 11, "c");

        Batch front = backlog.front(2);

        assertThat(front.attempts()).containsExactly(Attempts.attempt("a"), Attempts.attempt("b"));
        assertThat(front.commit()).isEqualTo(Map.of(0, 11L, 1, 6L));
    }

    @Test
    void records_without_work_need_no_room() {
        backlog.add(new Waiting.Settled(0, 10));
        dispatched(0, 11, "a");
        backlog.add(new Waiting.Settled(0, 12));

        assertThat(backlog.front(0).commit()).isEqualTo(Map.of(0, 11L));
        assertThat(backlog.front(1).commit()).isEqualTo(Map.of(0, 13L));
    }

    @Test
    void what_is_removed_makes_way_for_the_rest() {
        dispatched(0, 10, "a");
        dispatched(0, 11, "b");

        backlog.remove(backlog.front(1));

        assertThat(backlog.front(5).attempts()).containsExactly(Attempts.attempt("b"));
    }

    @Test
    void an_attempt_in_the_middle_can_be_settled() {
        dispatched(0, 10, "a");
        dispatched(0, 11, "b");
        dispatched(0, 12, "c");

        backlog.settle(assignment -> assignment.ref().step().equals(new StepId("b")));

        Batch front = backlog.front(5);
        assertThat(front.attempts()).containsExactly(Attempts.attempt("a"), Attempts.attempt("c"));
        assertThat(front.commit()).isEqualTo(Map.of(0, 13L));
    }

    @Test
    void partitions_that_went_to_another_runner_are_forgotten() {
        dispatched(0, 10, "a");
        dispatched(1, 11, "b");

        backlog.drop(List.of(0));

        assertThat(backlog.front(5).commit()).isEqualTo(Map.of(1, 12L));
    }

    @Test
    void a_batch_knows_its_oldest_dispatch() {
        backlog.add(new Waiting.Dispatched(0, 1, Attempts.assignment("a"), 500));
        backlog.add(new Waiting.Dispatched(0, 2, Attempts.assignment("b"), 400));

        assertThat(backlog.front(1).oldest()).isEqualTo(500);
        assertThat(backlog.front(2).oldest()).isEqualTo(400);
        assertThat(backlog.front(0).oldest()).isEqualTo(Long.MAX_VALUE);
    }

    private void dispatched(int partition, long offset, String step) {
        backlog.add(new Waiting.Dispatched(partition, offset, Attempts.assignment(step), 0));
    }
}
