package dev.signalbox.contracts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.contracts.command.CancelRun;
import dev.signalbox.contracts.command.Command;
import dev.signalbox.contracts.event.RunEvent;
import dev.signalbox.contracts.event.RunStarted;
import dev.signalbox.contracts.reference.GoldenFile;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WireMessageTest {
    private static final RunId RUN = new RunId("01980f6e-3c00-7a11-8e21-5f0c2b9d4e10");
    private static final Instant NOON = Instant.parse("2026-03-14T12:00:00Z");
    private static final CancelRun CANCEL = new CancelRun(new WorkspaceId("shop"), RUN, "wrong branch", "amina", NOON);
    private static final String CANCEL_TYPE = "dev.signalbox.cancel-run.v1";

    static Stream<GoldenFile> goldenFiles() {
        return GoldenFile.all();
    }

    @ParameterizedTest
    @MethodSource("goldenFiles")
    void what_is_written_is_read_back(GoldenFile file) throws IOException, UnreadableMessage {
        Object message = ContractJson.mapper().readValue(file.bytes(), file.bodyType());

        WireMessage written = WireMessage.write(message, "/test", NOON);

        assertThat(WireMessage.read(written.headers().get(WireMessage.TYPE), written.body(), file.bodyType()))
                .isEqualTo(message);
    }

    @Test
    void a_message_carries_its_attributes_in_headers() {
        Map<String, String> headers = text(WireMessage.write(CANCEL, "/admission-service", NOON));

        assertThat(headers)
                .containsEntry("ce_specversion", "1.0")
                .containsEntry("ce_type", CANCEL_TYPE)
                .containsEntry("ce_source", "/admission-service")
                .containsEntry("ce_time", "2026-03-14T12:00:00Z")
                .containsEntry("content-type", "application/json")
                .containsKey("ce_id");
    }

    @Test
    void an_event_is_identified_by_its_place_in_the_run() {
        RunEvent event = new RunEvent(RUN, new WorkspaceId("shop"), 3, NOON, new RunStarted());

        assertThat(text(WireMessage.write(event, "/scheduler-service", NOON))).containsEntry("ce_id", RUN + "/3");
    }

    @Test
    void two_other_messages_never_share_an_id() {
        String first = text(WireMessage.write(CANCEL, "/test", NOON)).get("ce_id");

        assertThat(text(WireMessage.write(CANCEL, "/test", NOON)).get("ce_id")).isNotEqualTo(first);
    }

    @Test
    void what_is_not_a_message_cannot_be_written() {
        assertThatThrownBy(() -> WireMessage.write("text", "/test", NOON)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_record_without_a_type_is_unreadable() {
        assertUnreadable(null, "{}", "the header ce_type is missing");
    }

    @Test
    void a_record_without_a_body_is_unreadable() {
        assertUnreadable(CANCEL_TYPE, null, "the body is missing");
    }

    @Test
    void a_type_of_a_later_version_is_unreadable() {
        assertUnreadable("dev.signalbox.cancel-run.v2", "{}", "unknown message type dev.signalbox.cancel-run.v2");
    }

    @Test
    void a_message_on_the_wrong_topic_is_unreadable() {
        String type = "dev.signalbox.run-started.v1";

        assertUnreadable(type, "{}", "a message of type dev.signalbox.run-started.v1 does not belong here");
    }

    @Test
    void a_body_that_is_not_json_is_unreadable() {
        assertUnreadable(CANCEL_TYPE, "not json", "the body is not a dev.signalbox.cancel-run.v1: ");
    }

    @Test
    void a_body_with_an_invalid_value_is_unreadable() {
        assertUnreadable(
                CANCEL_TYPE,
                "{\"workspace\":\"shop\",\"run\":\"17\"}",
                "the body is not a dev.signalbox.cancel-run.v1: ");
    }

    @Test
    void a_body_that_is_the_json_null_is_unreadable() {
        assertUnreadable(CANCEL_TYPE, "null", "the body of dev.signalbox.cancel-run.v1 is null");
    }

    private static void assertUnreadable(@Nullable String type, @Nullable String body, String reason) {
        assertThatThrownBy(() -> WireMessage.read(bytes(type), bytes(body), Command.class))
                .isInstanceOf(UnreadableMessage.class)
                .hasMessageStartingWith(reason);
    }

    private static byte @Nullable [] bytes(@Nullable String text) {
        return text == null ? null : text.getBytes(UTF_8);
    }

    private static Map<String, String> text(WireMessage message) {
        return message.headers().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, header -> new String(header.getValue(), UTF_8)));
    }
}
