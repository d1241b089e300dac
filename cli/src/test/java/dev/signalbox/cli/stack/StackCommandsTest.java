package dev.signalbox.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.cli.CommandRun;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackCommandsTest {
    @TempDir
    Path directory;

    private CommandRun signalbox(String... arguments) {
        return CommandRun.of(directory, Map.of(), arguments);
    }

    @Test
    void where_no_stack_was_started_ps_says_so() {
        CommandRun ps = signalbox("ps");

        assertThat(ps.exitCode()).isZero();
        assertThat(ps.err()).contains("No stack was started here");
        assertThat(signalbox("ps", "--json").outLines()).containsExactly("[]");
    }

    @Test
    void down_where_nothing_runs_is_done() {
        CommandRun down = signalbox("down");

        assertThat(down.exitCode()).isZero();
        assertThat(down.out()).contains("No stack was running here.");
    }

    @Test
    void looking_for_a_stack_leaves_no_directory_behind() {
        assertThat(StackDirectory.in(directory).door()).isEmpty();
        assertThat(directory.resolve(".signalbox")).doesNotExist();
    }
}
