package dev.signalbox.eventlog.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.contracts.Topics;
import org.junit.jupiter.api.Test;

class ResumptionTest {
    private static final Partition PARTITION = new Partition(Topics.EVENTS, 2);

    @Test
    void reading_goes_on_where_it_stopped() {
        assertThat(Resumption.decide(PARTITION, 40, new LogRange(10, 100))).isEqualTo(new Resumption.From(40));
        assertThat(Resumption.decide(PARTITION, 100, new LogRange(10, 100))).isEqualTo(new Resumption.From(100));
        assertThat(Resumption.decide(PARTITION, 10, new LogRange(10, 100))).isEqualTo(new Resumption.From(10));
    }

    @Test
    void it_stops_when_kafka_has_less_than_was_read() {
        assertThat(Resumption.decide(PARTITION, 101, new LogRange(0, 100)))
                .isInstanceOfSatisfying(
                        Resumption.Refused.class,
                        refused -> assertThat(refused.reason())
                                .contains("signalbox.events-2", "up to offset 101", "only 100", "consumer_offsets"));
    }

    @Test
    void it_stops_when_records_were_deleted_before_they_were_read_and_names_them() {
        assertThat(Resumption.decide(PARTITION, 40, new LogRange(50, 100)))
                .isInstanceOfSatisfying(
                        Resumption.Refused.class,
                        refused -> assertThat(refused.reason())
                                .contains("from offset 40 to 49", "deleted before they were read"));
    }

    @Test
    void a_topic_that_is_what_it_was_is_followed() {
        FollowedTopic then = new FollowedTopic(Topics.EVENTS, "one", 4);

        assertThat(then.objectionTo(new FollowedTopic(Topics.EVENTS, "one", 4))).isEmpty();
    }

    @Test
    void a_recreated_topic_is_not_followed() {
        FollowedTopic then = new FollowedTopic(Topics.OUTPUT, "one", 4);

        assertThat(then.objectionTo(new FollowedTopic(Topics.OUTPUT, "two", 4)))
                .hasValueSatisfying(reason -> assertThat(reason).contains("was recreated"));
    }

    @Test
    void events_in_more_partitions_than_before_are_not_followed_but_output_is() {
        assertThat(new FollowedTopic(Topics.EVENTS, "one", 4).objectionTo(new FollowedTopic(Topics.EVENTS, "one", 8)))
                .hasValueSatisfying(reason -> assertThat(reason).contains("8 partitions instead of 4"));
        assertThat(new FollowedTopic(Topics.OUTPUT, "one", 4).objectionTo(new FollowedTopic(Topics.OUTPUT, "one", 8)))
                .isEmpty();
    }
}
