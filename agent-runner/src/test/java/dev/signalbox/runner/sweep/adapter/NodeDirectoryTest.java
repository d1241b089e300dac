package dev.signalbox.runner.sweep.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeDirectoryTest {
    @TempDir
    Path directory;

    @Test
    void the_id_is_the_same_at_every_start() throws IOException {
        String first;
        try (NodeDirectory opened = NodeDirectory.open(directory, Optional.empty())) {
            first = opened.node();
        }

        try (NodeDirectory opened = NodeDirectory.open(directory, Optional.empty())) {
            assertThat(opened.node()).isEqualTo(first);
        }
    }

    @Test
    void a_configured_id_is_used() throws IOException {
        try (NodeDirectory opened = NodeDirectory.open(directory, Optional.of("left-rack"))) {
            assertThat(opened.node()).isEqualTo("left-rack");
        }
    }

    @Test
    void an_id_that_could_be_mistaken_is_refused() {
        assertThatThrownBy(() -> NodeDirectory.open(directory, Optional.of("a/b")))
                .hasMessageContaining("not a usable id");
    }

    @Test
    void a_directory_belongs_to_one_runner_at_a_time() throws IOException {
        try (NodeDirectory first = NodeDirectory.open(directory, Optional.empty())) {
            assertThat(first.node()).isNotEmpty();
            assertThatThrownBy(() -> NodeDirectory.open(directory, Optional.empty()))
                    .hasMessageContaining("another agent runner uses the directory");
        }
    }
}
