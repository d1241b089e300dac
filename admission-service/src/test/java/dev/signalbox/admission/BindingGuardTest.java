package dev.signalbox.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.StartupEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BindingGuardTest {
    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "::1", "127.0.0.53"})
    void this_machine_may_come_in(String host) {
        assertThatCode(() -> new BindingGuard(host).check(new StartupEvent())).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.1"})
    void any_other_address_is_refused_by_the_name_of_its_key(String host) {
        assertThatThrownBy(() -> new BindingGuard(host).check(new StartupEvent()))
                .hasMessageContaining("quarkus.http.host=" + host)
                .hasMessageContaining("no authentication");
    }

    @Test
    void a_name_that_means_nothing_is_refused() {
        assertThat(BindingGuard.isLoopback("no.such.host.invalid")).isFalse();
    }
}
