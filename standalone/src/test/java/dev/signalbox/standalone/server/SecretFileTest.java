package dev.signalbox.standalone.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretFileTest {
    @TempDir
    Path directory;

    @Test
    void a_secret_is_made_up_once_and_only_its_owner_may_read_it() throws IOException {
        Path file = directory.resolve("secret");

        String made = SecretFile.readOrMake(file);

        assertThat(made).hasSizeGreaterThan(32);
        assertThat(SecretFile.readOrMake(file)).isEqualTo(made);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(directory).isDirectoryNotContaining(other -> !other.equals(file));
    }

    @Test
    void two_stacks_have_two_secrets() {
        assertThat(SecretFile.readOrMake(directory.resolve("one")))
                .isNotEqualTo(SecretFile.readOrMake(directory.resolve("other")));
    }
}
