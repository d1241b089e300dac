package dev.signalbox.eventlog.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.contracts.MessageCatalogue;
import dev.signalbox.contracts.Topics;
import dev.signalbox.contracts.event.RunEvent;
import dev.signalbox.eventlog.world.Kafka;
import dev.signalbox.eventlog.world.Story;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RecordReaderTest {
    private static final RunEvent EVENT = Story.chain(1).events().get(2);
    private static final String RUN = EVENT.run().value();
    private static final String TYPE = MessageCatalogue.nameOf(EVENT);
    private static final String BODY = Kafka.json(EVENT);

    @Test
    void an_event_is_read_with_its_text_as_it_was_written() {
        String spaced = BODY.replace(",", " ,\n");

        Reading reading = read(Topics.EVENTS, RUN, TYPE, spaced);

        assertThat(reading)
                .isEqualTo(new Reading.Event(EVENT.run(), EVENT.seq(), EVENT.at(), TYPE, EVENT.data(), spaced));
    }

    @Test
    void an_event_of_a_type_that_is_not_known_yet_keeps_its_place() {
        String body = "{\"run\":\"%s\",\"seq\":7,\"at\":\"2026-03-14T09:26:53Z\",\"data\":{}}".formatted(RUN);

        assertThat(read(Topics.EVENTS, RUN, "dev.signalbox.step-dreamed.v3", body))
                .isEqualTo(new Reading.Event(
                        EVENT.run(),
                        7,
                        Instant.parse("2026-03-14T09:26:53Z"),
                        "dev.signalbox.step-dreamed.v3",
                        null,
                        body));
    }

    static Stream<Arguments> poison() {
        return Stream.of(
                Arguments.of(Topics.EVENTS, RUN, TYPE, "{ this is not JSON", "the body is not a " + TYPE),
                Arguments.of(Topics.EVENTS, RUN, TYPE, null, "the body is missing"),
                Arguments.of(Topics.EVENTS, RUN, TYPE, "null", "is null"),
                Arguments.of(Topics.EVENTS, RUN, null, BODY, "the header ce_type is missing"),
                Arguments.of(Topics.EVENTS, RUN, "com.example.other", BODY, "unknown message type com.example.other"),
                Arguments.of(Topics.EVENTS, RUN, "dev.signalbox.step-dreamed.v3", "{}", "unknown message type"),
                Arguments.of(Topics.EVENTS, RUN, "dev.signalbox.submit-run.v1", BODY, "does not belong here"),
                Arguments.of(Topics.EVENTS, null, TYPE, BODY, "the key is not the run"),
                Arguments.of(Topics.EVENTS, "another", TYPE, BODY, "the key is not the run"),
                Arguments.of(Topics.EVENTS, RUN, TYPE, BODY.replace("\"seq\":3", "\"seq\":0"), "begins with 1"),
                Arguments.of(Topics.EVENTS, RUN, TYPE, BODY.replace("\"at\":", "\"when\":"), "an event has"),
                Arguments.of(Topics.OUTPUT, RUN, TYPE, BODY, "does not belong here"),
                Arguments.of(Topics.OUTPUT, RUN, "dev.signalbox.output-chunk.v1", "{}", "an output chunk has"),
                Arguments.of(Topics.ADMISSIONS, "shop", "dev.signalbox.admission-decided.v1", "{}", "a decision has"),
                Arguments.of(
                        Topics.ADMISSIONS,
                        "*",
                        "dev.signalbox.circuit-changed.v1",
                        "{}",
                        "a change of the circuit breaker"),
                Arguments.of("elsewhere", RUN, TYPE, BODY, "nobody reads"));
    }

    @Test
    void a_change_of_the_circuit_breaker_is_kept_beside_the_decisions() {
        String body = "{\"id\":\"c1\",\"version\":1,\"from\":\"closed\",\"to\":\"open\",\"cause\":\"host_pressure\","
                + "\"reason\":\"too hot\",\"by\":\"admission\",\"at\":\"2026-01-01T00:00:00Z\"}";

        assertThat(read(Topics.ADMISSIONS, "*", "dev.signalbox.circuit-changed.v1", body))
                .isEqualTo(new Reading.Admission(
                        "c1", "*", "circuit_open", null, "host_pressure", Instant.parse("2026-01-01T00:00:00Z"), body));
    }

    @ParameterizedTest
    @MethodSource("poison")
    void what_cannot_be_read_says_why(
            String topic, @Nullable String key, @Nullable String type, @Nullable String body, String reason) {
        assertThat(read(topic, key, type, body))
                .isInstanceOfSatisfying(
                        Reading.Unreadable.class,
                        unreadable -> assertThat(unreadable.reason()).contains(reason));
    }

    private static Reading read(String topic, @Nullable String key, @Nullable String type, @Nullable String body) {
        return RecordReader.read(topic, bytes(key), bytes(type), bytes(body));
    }

    private static byte @Nullable [] bytes(@Nullable String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }
}
