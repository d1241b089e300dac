package dev.signalbox.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoRepositoryTest {
    private static final Path EXAMPLE = Path.of("../examples/demo").toAbsolutePath();

    @TempDir
    Path directory;

    private DemoRepository repository;

    @BeforeEach
    void create() throws IOException {
        repository = DemoRepository.create(directory.resolve("repository"), EXAMPLE);
    }

    private Process agent(String step, int attempt, String... command) throws IOException {
        List<String> whole = new ArrayList<>(List.of("sh"));
        whole.addAll(List.of(command));
        ProcessBuilder process = new ProcessBuilder(whole)
                .directory(repository.directory().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        process.environment().put("SIGNALBOX_STEP", step);
        process.environment().put("SIGNALBOX_ATTEMPT", Integer.toString(attempt));
        return process.start();
    }

    @Test
    void it_holds_the_agents_and_nothing_has_changed_yet() throws IOException {
        assertThat(repository.directory().resolve("agents/write.sh")).exists();
        assertThat(repository.changedFiles()).isEmpty();
        assertThat(repository.log()).isEmpty();
    }

    @Test
    void agents_that_work_at_the_same_time_each_commit_their_own_file() throws Exception {
        assumeTrue(repository.versioned());
        List<Process> agents = new ArrayList<>();
        for (int number = 1; number <= 5; number++) {
            agents.add(agent("step-" + number, 1, "agents/write.sh", "docs/%d.md".formatted(number), "0", "text"));
        }
        for (Process agent : agents) {
            assertThat(agent.waitFor()).isZero();
        }

        assertThat(repository.changedFiles())
                .containsExactly("A\tdocs/1.md", "A\tdocs/2.md", "A\tdocs/3.md", "A\tdocs/4.md", "A\tdocs/5.md");
        assertThat(repository.log()).hasSize(5).allMatch(line -> line.matches("[0-9a-f]+ step-(\\d): docs/\\1.md"));
    }

    @Test
    void an_agent_that_fails_once_succeeds_at_its_second_attempt() throws Exception {
        String[] command = {"agents/fail-once.sh", "sh", "agents/write.sh", "a.txt", "0", "x"};

        assertThat(agent("fixtures", 1, command).waitFor()).isEqualTo(1);
        assertThat(repository.directory().resolve("a.txt")).doesNotExist();
        assertThat(agent("fixtures", 2, command).waitFor()).isZero();
        assertThat(Files.readString(repository.directory().resolve("a.txt"))).isEqualTo("x\n");
    }

    @Test
    void the_release_fails_while_something_is_missing() throws Exception {
        assertThat(agent("release", 1, "agents/release.sh", "1.0").waitFor()).isEqualTo(1);
    }
}
