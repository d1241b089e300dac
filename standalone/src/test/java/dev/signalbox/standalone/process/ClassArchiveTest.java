package dev.signalbox.standalone.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassArchiveTest {
    private static final byte[] WHOLE = {(byte) 0xa8, (byte) 0xab, (byte) 0x0b, (byte) 0xf0, 1, 2, 3};

    @TempDir
    Path directory;

    @Test
    void what_a_life_wrote_to_its_end_is_used_by_the_next_and_replaces_that_of_an_older_build() throws IOException {
        ClassArchive older = new ClassArchive(directory, "kafka", "older");
        ClassArchive newer = new ClassArchive(directory, "kafka", "newer");
        write(target(older.options()), WHOLE);
        assertThat(target(older.options())).isEqualTo(directory.resolve("kafka-older.jsa"));

        write(target(newer.options()), WHOLE);

        assertThat(target(newer.options())).isEqualTo(directory.resolve("kafka-newer.jsa"));
        assertThat(directory.resolve("kafka-older.jsa")).doesNotExist();
    }

    @Test
    void what_a_killed_life_left_half_written_is_not_used() throws IOException {
        ClassArchive archive = new ClassArchive(directory, "kafka", "build");
        write(target(archive.options()), new byte[0]);
        write(target(archive.options()), new byte[4096]);

        assertThat(archive.options().getFirst()).startsWith("-XX:ArchiveClassesAtExit=");
    }

    @Test
    void two_lives_at_once_write_to_different_files() throws IOException {
        ClassArchive archive = new ClassArchive(directory, "kafka", "build");

        assertThat(target(archive.options())).isNotEqualTo(target(archive.options()));
    }

    private static Path target(List<String> options) {
        String option = options.getFirst();
        return Path.of(option.substring(option.indexOf('=') + 1));
    }

    private static void write(Path file, byte[] content) throws IOException {
        Files.write(file, content);
    }
}
