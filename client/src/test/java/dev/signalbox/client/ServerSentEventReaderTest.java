package dev.signalbox.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ServerSentEventReaderTest {
    private static List<ServerSentEvent> read(String... lines) {
        ServerSentEventReader reader = new ServerSentEventReader();
        return List.of(lines).stream()
                .map(reader::take)
                .flatMap(Optional::stream)
                .toList();
    }

    @Test
    void an_event_is_complete_at_the_empty_line() {
        assertThat(read("id: 7", "event: step", "data: {}", ""))
                .containsExactly(new ServerSentEvent("7", "step", "{}"));
    }

    @Test
    void an_event_cut_off_before_its_empty_line_is_not_delivered() {
        assertThat(read("id: 7", "data: {}")).isEmpty();
    }

    @Test
    void several_data_lines_are_joined_by_line_feeds() {
        assertThat(read("data: a", "data:b", "data", "")).containsExactly(new ServerSentEvent("", "message", "a\nb\n"));
    }

    @Test
    void comments_unknown_fields_and_stray_empty_lines_are_nothing() {
        assertThat(read(": alive", "", "retry: 5", "nonsense", "", "")).isEmpty();
    }

    @Test
    void the_id_stays_in_force_and_the_type_does_not() {
        assertThat(read("id: 1", "event: x", "data: a", "", "data: b", ""))
                .containsExactly(new ServerSentEvent("1", "x", "a"), new ServerSentEvent("1", "message", "b"));
    }
}
