package dev.signalbox.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.cli.CommandRun;
import dev.signalbox.cli.Console;
import dev.signalbox.cli.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkspaceOptionTest {
    @TempDir
    Path directory;

    @Test
    void without_an_option_it_is_the_current_directory_by_its_real_path() throws IOException {
        Path link =
                Files.createSymbolicLink(directory.resolve("link"), Files.createDirectory(directory.resolve("real")));

        assertThat(WorkspaceOption.resolve(null, in(link)))
                .isEqualTo(directory.resolve("real").toRealPath().toString());
    }

    @Test
    void a_directory_is_its_real_path() throws IOException {
        Files.createDirectory(directory.resolve("project"));

        assertThat(WorkspaceOption.resolve("./project/../project", in(directory)))
                .isEqualTo(directory.resolve("project").toRealPath().toString());
    }

    @Test
    void a_name_stays_a_name() throws IOException {
        assertThat(WorkspaceOption.resolve("payments", in(directory))).isEqualTo("payments");
    }

    @Test
    void a_path_that_is_no_directory_is_wrong_usage() {
        assertThatThrownBy(() -> WorkspaceOption.resolve("no/such", in(directory)))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("not a directory: 'no/such'");
    }

    @Test
    void in_an_attempt_it_is_the_workspace_of_the_attempt() throws IOException {
        Map<String, String> attempt = Map.of("SIGNALBOX_TOKEN", "v1.a.b", "SIGNALBOX_WORKSPACE", "shop");

        assertThat(WorkspaceOption.resolve(null, CommandRun.console(directory, attempt)))
                .isEqualTo("shop");
    }

    private static Console in(Path directory) {
        return CommandRun.console(directory, Map.of());
    }
}
