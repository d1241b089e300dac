package dev.signalbox.definitions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceDirectoryTest {
    @TempDir
    Path directory;

    @Test
    void workstream_files_push_all_others_aside() throws IOException {
        create("ws-2.json", "ws-1.json", "example.json", "notes.yaml", "ws-3.txt");

        assertThat(SourceDirectory.sources(directory))
                .map(String::valueOf)
                .map(this::name)
                .containsExactly("ws-1.json", "ws-2.json");
    }

    @Test
    void else_all_yaml_and_json_files_belong() throws IOException {
        create("b.yml", "a.yaml", "c.JSON", ".hidden.yaml", "readme.md");
        Files.createDirectory(directory.resolve("d.yaml"));

        assertThat(SourceDirectory.sources(directory))
                .map(String::valueOf)
                .map(this::name)
                .containsExactly("a.yaml", "b.yml", "c.JSON");
    }

    private String name(String path) {
        return String.valueOf(Path.of(path).getFileName());
    }

    private void create(String... names) throws IOException {
        for (String name : names) {
            Files.writeString(directory.resolve(name), "{}");
        }
    }
}
