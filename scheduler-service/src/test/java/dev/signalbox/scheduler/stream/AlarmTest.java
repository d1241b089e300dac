package dev.signalbox.scheduler.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.MockProcessorContext.CapturedPunctuator;
import org.junit.jupiter.api.Test;

class AlarmTest {
    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");
    private static final Duration RESOLUTION = Duration.ofMillis(20);

    private final MockProcessorContext<String, Outgoing> context = new MockProcessorContext<>();
    private final List<Instant> rings = new ArrayList<>();
    private final Alarm alarm =
            new Alarm(context, RESOLUTION, () -> rings.add(Instant.ofEpochMilli(context.currentSystemTimeMs())));

    AlarmTest() {
        context.setCurrentSystemTimeMs(NOW.toEpochMilli());
    }

    @Test
    void an_alarm_that_was_not_set_costs_nothing() {
        assertThat(context.scheduledPunctuators()).isEmpty();
    }

    @Test
    void it_rings_once_at_its_time() {
        alarm.setTo(NOW.plusSeconds(3));
        CapturedPunctuator only = pending().getFirst();
        assertThat(only.getInterval()).isEqualTo(Duration.ofSeconds(3));

        only.getPunctuator().punctuate(NOW.plusSeconds(3).toEpochMilli());

        assertThat(rings).hasSize(1);
        assertThat(pending()).isEmpty();
    }

    @Test
    void an_earlier_time_replaces_a_later_one_and_not_the_other_way_round() {
        alarm.setTo(NOW.plusSeconds(30));
        alarm.setTo(NOW.plusSeconds(2));
        alarm.setTo(NOW.plusSeconds(9));

        assertThat(pending()).extracting(CapturedPunctuator::getInterval).containsExactly(Duration.ofSeconds(2));
    }

    @Test
    void what_is_overdue_rings_after_the_least_time() {
        alarm.setTo(NOW.minusSeconds(1));

        assertThat(pending()).extracting(CapturedPunctuator::getInterval).containsExactly(RESOLUTION);
    }

    @Test
    void it_can_be_set_again_by_what_it_rings_for() {
        Alarm[] again = new Alarm[1];
        again[0] = new Alarm(context, RESOLUTION, () -> again[0].setTo(NOW.plusSeconds(7)));
        again[0].setTo(NOW);

        pending().getFirst().getPunctuator().punctuate(NOW.toEpochMilli());

        assertThat(pending()).extracting(CapturedPunctuator::getInterval).containsExactly(Duration.ofSeconds(7));
    }

    private List<CapturedPunctuator> pending() {
        return context.scheduledPunctuators().stream()
                .filter(punctuator -> !punctuator.cancelled())
                .toList();
    }
}
