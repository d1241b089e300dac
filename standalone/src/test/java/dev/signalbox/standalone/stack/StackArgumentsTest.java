package dev.signalbox.standalone.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class StackArgumentsTest {
    @Test
    void settings_come_back_from_their_arguments() {
        StackSettings settings = StackSettings.in(Path.of("state"))
                .withDoorPort(0)
                .withProperty("agent-runner", "signalbox.runner.lease", "2s")
                .withProperty("agent-runner", "signalbox.runner.id", "a=b c")
                .withEnvironment("event-log", "NAME", "");

        assertThat(StackArguments.read(StackArguments.write(settings))).isEqualTo(settings);
    }

    @Test
    void an_unknown_option_a_missing_value_and_a_port_that_is_none_are_said_plainly() {
        assertThatThrownBy(() -> StackArguments.read(List.of("--colour")))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("--colour");
        assertThatThrownBy(() -> StackArguments.read(List.of("--port")))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("lacks a value");
        assertThatThrownBy(() -> StackArguments.read(List.of("--port", "door")))
                .isInstanceOf(StackException.class)
                .hasMessage("door is not a port.");
    }
}
