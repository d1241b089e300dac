package dev.signalbox.admission.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;

class EventLogAddressTest {
    @Test
    void a_url_names_host_port_and_path() {
        assertThat(EventLogAddress.of(URI.create("http://history:8083/base/")))
                .isEqualTo(new EventLogAddress("history", 8083, false, "/base"));
    }

    @Test
    void the_port_may_be_left_to_the_scheme() {
        assertThat(EventLogAddress.of(URI.create("https://history")))
                .isEqualTo(new EventLogAddress("history", 443, true, ""));
    }

    @Test
    void anything_else_is_refused_by_the_name_of_its_key() {
        assertThatThrownBy(() -> EventLogAddress.of(URI.create("history:8083")))
                .hasMessageContaining("signalbox.event-log.url");
    }
}
