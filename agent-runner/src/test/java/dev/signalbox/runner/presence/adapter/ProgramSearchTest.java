package dev.signalbox.runner.presence.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.contracts.runner.MissingProgram;
import dev.signalbox.contracts.spec.AgentType;
import dev.signalbox.runner.presence.Offer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramSearchTest {
    @TempDir
    Path directory;

    @Test
    void a_program_that_is_installed_or_removed_meanwhile_is_noticed() throws IOException {
        Path bin = Files.createDirectory(directory.resolve("bin"));
        ProgramSearch search = new ProgramSearch(
                List.of(AgentType.FAKE, AgentType.COMMAND),
                Map.of(AgentType.CODEX, "codex", AgentType.PI, "pi"),
                "/nowhere::" + bin);
        Files.createFile(bin.resolve("pi"));

        assertThat(search.get())
                .isEqualTo(new Offer(
                        List.of(AgentType.COMMAND, AgentType.FAKE),
                        List.of(new MissingProgram(AgentType.CODEX, "codex"), new MissingProgram(AgentType.PI, "pi"))));
        Files.createFile(bin.resolve("codex"));
        assertThat(bin.resolve("codex").toFile().setExecutable(true)).isTrue();
        assertThat(search.get().adapters()).contains(AgentType.CODEX);
        assertThat(search.get().missing()).containsExactly(new MissingProgram(AgentType.PI, "pi"));
        Files.delete(bin.resolve("codex"));
        assertThat(search.get().adapters()).doesNotContain(AgentType.CODEX);
    }
}
