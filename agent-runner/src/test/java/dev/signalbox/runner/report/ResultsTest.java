package dev.signalbox.runner.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.contracts.AttemptRef;
import dev.signalbox.contracts.attempt.AttemptOutcome;
import dev.signalbox.contracts.attempt.AttemptResult;
import dev.signalbox.contracts.attempt.Outcome;
import dev.signalbox.runner.report.port.OutcomeLog;
import dev.signalbox.runner.report.port.ResultSpool;
import dev.signalbox.runner.support.Attempts;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ResultsTest {
    private static final AttemptResult LOST = AttemptResult.withoutProcess(AttemptOutcome.LOST, "gone");

    private final HeldBackLog log = new HeldBackLog();
    private final MemorySpool spool = new MemorySpool();
    private final List<AttemptRef> settled = new ArrayList<>();
    private long now;
    private final Results results =
            new Results(log, spool, "runner-1", Duration.ofMillis(300), settled::add, Clock.systemUTC(), () -> now);

    private static final class HeldBackLog implements OutcomeLog {
        final List<Outcome> sent = new ArrayList<>();
        final List<Consumer<@Nullable Exception>> acknowledgements = new ArrayList<>();

        @Override
        public void send(Outcome outcome, @Nullable String traceparent, Consumer<@Nullable Exception> done) {
            sent.add(outcome);
            acknowledgements.add(done);
        }
    }

    private static final class MemorySpool implements ResultSpool {
        final List<Segment> segments = new ArrayList<>();
        boolean full;

        @Override
        public Segment store(List<UnsentResult> unsent) throws IOException {
            if (full) {
                throw new IOException("no space left");
            }
            Segment segment = new Segment("segment-" + segments.size(), unsent);
            segments.add(segment);
            return segment;
        }

        @Override
        public void remove(Segment segment) {
            segments.remove(segment);
        }

        @Override
        public List<Segment> stored() {
            return List.copyOf(segments);
        }
    }

    @Test
    void a_result_that_is_acknowledged_soon_never_touches_the_disk() {
        results.ended(Attempts.attempt("a"), null, LOST);
        log.acknowledgements.getFirst().accept(null);

        passes(Duration.ofSeconds(1));

        assertThat(spool.segments).isEmpty();
        assertThat(settled).containsExactly(Attempts.attempt("a"));
        assertThat(results.unacknowledged()).isZero();
    }

    @Test
    void results_that_wait_too_long_are_stored_together_until_all_are_acknowledged() {
        results.ended(Attempts.attempt("a"), null, LOST);
        results.ended(Attempts.attempt("b"), null, LOST);
        passes(Duration.ofMillis(301));
        assertThat(spool.segments)
                .singleElement()
                .satisfies(segment -> assertThat(segment.results()).hasSize(2));
        assertThat(results.spooled()).isEqualTo(2);

        log.acknowledgements.getFirst().accept(null);
        passes(Duration.ZERO);
        assertThat(spool.segments).hasSize(1);
        log.acknowledgements.getLast().accept(null);
        passes(Duration.ZERO);

        assertThat(spool.segments).isEmpty();
        assertThat(results.spooled()).isZero();
    }

    @Test
    void a_result_the_sender_gave_up_is_sent_again() {
        results.ended(Attempts.attempt("a"), null, LOST);
        log.acknowledgements.getFirst().accept(new IOException("two minutes have passed"));
        assertThat(settled).isEmpty();

        passes(Duration.ZERO);
        log.acknowledgements.getLast().accept(null);

        assertThat(log.sent).hasSize(2);
        assertThat(settled).containsExactly(Attempts.attempt("a"));
    }

    @Test
    void what_an_earlier_run_stored_is_sent_and_removed() throws IOException {
        results.ended(Attempts.attempt("a"), null, LOST);
        passes(Duration.ofSeconds(1));
        Results later =
                new Results(log, spool, "runner-2", Duration.ofMillis(300), settled::add, Clock.systemUTC(), () -> now);

        later.resume(spool.stored());
        log.acknowledgements.getLast().accept(null);
        later.tend();

        assertThat(log.sent.getLast().runner()).isEqualTo("runner-1");
        assertThat(spool.segments).isEmpty();
    }

    @Test
    void a_full_disk_is_tried_again_and_loses_nothing_meanwhile() {
        spool.full = true;
        results.ended(Attempts.attempt("a"), null, LOST);
        passes(Duration.ofSeconds(1));
        assertThat(results.unacknowledged()).isEqualTo(1);
        spool.full = false;

        passes(Duration.ZERO);

        assertThat(spool.segments).hasSize(1);
    }

    private void passes(Duration time) {
        now += time.toNanos();
        results.tend();
    }
}
