package dev.signalbox.eventlog.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.contracts.Topics;
import dev.signalbox.contracts.event.RunEvent;
import dev.signalbox.eventlog.ingest.port.BatchRefused;
import dev.signalbox.eventlog.ingest.port.DeadLetterLost;
import dev.signalbox.eventlog.ingest.port.DeadLetters;
import dev.signalbox.eventlog.ingest.port.History;
import dev.signalbox.eventlog.ingest.port.HistoryUnavailable;
import dev.signalbox.eventlog.ingest.port.Overtaken;
import dev.signalbox.eventlog.world.Story;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KeeperTest {
    private static final Partition PARTITION = new Partition(Topics.EVENTS, 0);

    private final FakeHistory history = new FakeHistory();
    private final FakeLetters letters = new FakeLetters();
    private final Keeper keeper = new Keeper(history, letters);

    @BeforeEach
    void begin() {
        keeper.takeUp(PARTITION, 0);
    }

    @Test
    void what_is_kept_moves_the_position_on() throws Exception {
        keeper.keep(events(0, 5));

        assertThat(history.kept).containsExactly(0L, 1L, 2L, 3L, 4L);
        assertThat(keeper.positions()).containsEntry(PARTITION, 5L);
    }

    @Test
    void only_the_record_to_blame_is_put_aside_and_the_order_of_the_others_stays() throws Exception {
        history.refused.addAll(Set.of(3L, 6L));

        keeper.keep(events(0, 9));

        assertThat(history.kept).containsExactly(0L, 1L, 2L, 4L, 5L, 7L, 8L);
        assertThat(letters.offsets()).containsExactly(3L, 6L);
        assertThat(keeper.positions()).containsEntry(PARTITION, 9L);
    }

    @Test
    void what_is_unreadable_is_put_aside_and_read_over() throws Exception {
        keeper.keep(List.of(entry(0, new Reading.Unreadable("not JSON"))));

        assertThat(letters.reasons).containsExactly("not JSON");
        assertThat(keeper.positions()).containsEntry(PARTITION, 1L);
    }

    @Test
    void an_event_of_an_unknown_type_is_put_aside_and_kept() throws Exception {
        RunEvent event = Story.chain(1).events().getFirst();

        keeper.keep(
                List.of(entry(0, new Reading.Event(event.run(), 1, event.at(), "dev.signalbox.dream.v1", null, "{}"))));

        assertThat(letters.offsets()).containsExactly(0L);
        assertThat(history.kept).containsExactly(0L);
    }

    @Test
    void nothing_is_read_over_that_could_not_be_put_aside() {
        letters.lost = true;

        assertThatThrownBy(() -> keeper.keep(List.of(entry(0, new Reading.Unreadable("not JSON")))))
                .isInstanceOf(DeadLetterLost.class);

        assertThat(history.kept).isEmpty();
        assertThat(keeper.positions()).containsEntry(PARTITION, 0L);
    }

    @Test
    void nothing_moves_when_the_history_is_away() {
        history.away = true;

        assertThatThrownBy(() -> keeper.keep(events(0, 5))).isInstanceOf(HistoryUnavailable.class);

        assertThat(keeper.positions()).containsEntry(PARTITION, 0L);
    }

    @Test
    void nothing_is_kept_behind_the_back_of_another_instance() {
        history.positions.put(PARTITION, 3L);

        assertThatThrownBy(() -> keeper.keep(events(0, 5))).isInstanceOf(Overtaken.class);

        assertThat(history.kept).isEmpty();
    }

    @Test
    void places_without_records_are_skipped_only_forwards() throws Exception {
        keeper.keep(events(0, 5));

        keeper.skipTo(Map.of(PARTITION, 6L));
        keeper.skipTo(Map.of(PARTITION, 2L));

        assertThat(keeper.positions()).containsEntry(PARTITION, 6L);
        assertThat(history.positions).containsEntry(PARTITION, 6L);
    }

    private static List<Entry> events(long from, long to) {
        RunEvent event = Story.chain(1).events().getFirst();
        return LongStream.range(from, to)
                .mapToObj(offset -> entry(
                        offset, new Reading.Event(event.run(), offset + 1, event.at(), "type", event.data(), "{}")))
                .toList();
    }

    private static Entry entry(long offset, Reading reading) {
        Place place = new Place(PARTITION, offset);
        return new Entry(place, reading, () -> new RawRecord(place, null, null, List.of()));
    }

    private static final class FakeLetters implements DeadLetters {
        private final List<RawRecord> put = new ArrayList<>();
        private final List<String> reasons = new ArrayList<>();
        private boolean lost;

        @Override
        public void put(RawRecord letter, String reason) throws DeadLetterLost {
            if (lost) {
                throw new DeadLetterLost("no", new IllegalStateException());
            }
            put.add(letter);
            reasons.add(reason);
        }

        List<Long> offsets() {
            return put.stream().map(letter -> letter.place().offset()).toList();
        }
    }

    /** Keeps offsets instead of contents, and refuses those it is told to. */
    private static final class FakeHistory implements History {
        private final Map<Partition, Long> positions = new HashMap<>(Map.of(PARTITION, 0L));
        private final List<Long> kept = new ArrayList<>();
        private final Set<Long> refused = new HashSet<>();
        private boolean away;

        @Override
        public List<FollowedTopic> followed(Collection<FollowedTopic> topics) {
            return List.copyOf(topics);
        }

        @Override
        public Map<Partition, Long> positions(Map<Partition, Long> begins) {
            return Map.copyOf(positions);
        }

        @Override
        public Appended append(Batch batch, DeadLetters letters) throws HistoryUnavailable, Overtaken, BatchRefused {
            List<Long> offsets = batch.entries().stream()
                    .map(entry -> entry.place().offset())
                    .toList();
            if (offsets.stream().anyMatch(refused::contains)) {
                throw new BatchRefused("no", new IllegalStateException());
            }
            skip(batch.progress());
            batch.entries().stream()
                    .filter(entry -> !(entry.reading() instanceof Reading.Unreadable))
                    .forEach(entry -> kept.add(entry.place().offset()));
            return new Appended(List.of(), 0, List.of());
        }

        @Override
        public void skip(List<Progress> progress) throws HistoryUnavailable, Overtaken {
            if (away) {
                throw new HistoryUnavailable("away", new IllegalStateException());
            }
            for (Progress step : progress) {
                if (!Long.valueOf(step.expected()).equals(positions.get(step.partition()))) {
                    throw new Overtaken("overtaken");
                }
            }
            progress.forEach(step -> positions.put(step.partition(), step.next()));
        }
    }
}
