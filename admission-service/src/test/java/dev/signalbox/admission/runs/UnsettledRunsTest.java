package dev.signalbox.admission.runs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.contracts.RunId;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class UnsettledRunsTest {
    private static final RunId RUN = SampleRuns.runAt(SampleRuns.NOON);
    private static final RunId OTHER = SampleRuns.runAt(SampleRuns.NOON.plusSeconds(1));

    private final UnsettledRuns unsettled = new UnsettledRuns();

    @Test
    void an_unsettled_run_is_joined_and_not_begun_again() {
        AtomicInteger begun = new AtomicInteger();

        UnsettledRun first = unsettled.joinOrBegin(RUN, run -> begun.incrementAndGet());
        UnsettledRun second = unsettled.joinOrBegin(RUN, run -> begun.incrementAndGet());

        assertThat(second).isSameAs(first);
        assertThat(begun).hasValue(1);
    }

    @Test
    void a_settled_run_is_begun_again() {
        unsettled.joinOrBegin(RUN, run -> {}).settle();
        AtomicInteger begun = new AtomicInteger();

        unsettled.joinOrBegin(RUN, run -> begun.incrementAndGet());

        assertThat(begun).hasValue(1);
    }

    @Test
    void a_run_is_unsettled_until_its_acknowledgement_is_noted() {
        UnsettledRun run = unsettled.enter(RUN);

        run.acknowledge(new LogPosition(0, 1));

        assertThat(unsettled.find(RUN)).contains(run);
        run.settle();
        assertThat(unsettled.find(RUN)).isEmpty();
    }

    @Test
    void whoever_waits_for_all_does_not_wait_for_those_that_come_later() {
        UnsettledRun early = unsettled.enter(RUN);
        CompletableFuture<Void> all = unsettled.allOfNow();
        unsettled.enter(OTHER);

        assertThat(all).isNotDone();
        early.abandon();
        assertThat(all).isCompleted();
    }

    @Test
    void a_failed_run_is_settled_too() {
        UnsettledRun run = unsettled.enter(RUN);
        CompletableFuture<Void> all = unsettled.allOfNow();

        run.fail(new IllegalStateException("no log"));

        assertThat(all).isCompleted();
        assertThat(run.acknowledged()).isCompletedExceptionally();
    }
}
