package dev.signalbox.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.cli.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkspaceOptionTest {
    @TempDir
    Path directory;

    @Test
    void without_an_option_it_is_the_current_directory_by_its_real_path() throws IOException {
        Path link =
                Files.createSymbolicLink(directory.resolve("link"), Files.createDirectory(directory.resolve("real")));

        assertThat(WorkspaceOption.resolve(null, link))
                .isEqualTo(directory.resolve("real").toRealPath().toString());
    }

    @Test
    void a_directory_is_its_real_path() throws IOException {
        Files.createDirectory(directory.resolve("project"));

        assertThat(WorkspaceOption.resolve("./project/../project", directory))
                .isEqualTo(directory.resolve("project").toRealPath().toString());
    }

    @Test
    void a_name_stays_a_name() throws IOException {
        assertThat(WorkspaceOption.resolve("payments", directory)).isEqualTo("payments");
    }

    @Test
    void a_path_that_is_no_directory_is_wrong_usage() {
        assertThatThrownBy(() -> WorkspaceOption.resolve("no/such", directory))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("not a directory: 'no/such'");
    }
}
