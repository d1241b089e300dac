package dev.signalbox.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.api.RunRequest;
import dev.signalbox.contracts.api.SourceFile;
import dev.signalbox.contracts.event.RunStatus;
import dev.signalbox.system.stack.RunningStack;
import dev.signalbox.system.work.GitWorkspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A runner that is killed while the gates run on the work of several steps together. */
class KilledBatchFaultTest extends SystemTest {
    private static final int STEPS = 4;

    /**
     * The second to be merged waits until all have run their own gates, so that the others are a batch; and that one waits until it is told
     * to go on.
     */
    private static final String GATE = """
            count=$(ls step-* | wc -l)
            if [ "$count" -eq 1 ]; then echo own >>'PLACE/own'; fi
            if [ "$count" -eq 2 ]; then while [ "$(wc -l <'PLACE/own')" -lt 4 ]; do sleep 0.1; done; fi
            if [ "$count" -gt 2 ] && ! [ -e 'PLACE/go' ]; then
              touch 'PLACE/in-batch'
              while ! [ -e 'PLACE/go' ]; do sleep 0.1; done
            fi
            """;

    /** All have begun before the first of them is merged. */
    private static final String AGENT = """
            touch "PLACE/begun-$SIGNALBOX_STEP"
            while [ "$(ls 'PLACE' | grep -c begun)" -lt 4 ]; do sleep 0.1; done
            echo x >"step-$SIGNALBOX_STEP"
            """;

    @Test
    void whoever_is_in_the_batch_is_merged_once_and_nothing_is_lost() throws IOException {
        Path place = Files.createDirectory(directory.resolve("place"));
        Path gate = Files.writeString(directory.resolve("gate.sh"), GATE.replace("PLACE", place.toString()));
        Path agent = Files.writeString(directory.resolve("agent.sh"), AGENT.replace("PLACE", place.toString()));
        GitWorkspace workspace = GitWorkspace.begin(site.workspace());
        RunId run = stack.submit(new RunRequest(
                site.workspace().toString(),
                List.of(new SourceFile("batch.yaml", definition(agent, gate))),
                null,
                null,
                false,
                null));
        await().atMost(Duration.ofMinutes(1)).until(() -> Files.exists(place.resolve("in-batch")));

        stack.killAndAwaitReturn(RunningStack.RUNNER);
        Files.createFile(place.resolve("go"));

        assertEnds(run, RunStatus.SUCCEEDED);
        String branch = "signalbox/" + run;
        assertThat(workspace
                        .git("log", "--first-parent", "--format=%(trailers:key=Signalbox-Step,valueonly)", branch)
                        .lines()
                        .filter(line -> !line.isBlank()))
                .containsExactlyInAnyOrder("s1", "s2", "s3", "s4");
        assertThat(workspace.git("ls-tree", "--name-only", branch).lines())
                .containsExactly("README", "step-s1", "step-s2", "step-s3", "step-s4");
        assertThat(workspace.git("status", "--porcelain")).isEmpty();
    }

    private static String definition(Path agent, Path gate) {
        StringBuilder text = new StringBuilder("""
                apiVersion: signalbox/v1
                isolation: {mode: worktree, gates: [{name: all, run: [sh, '%s']}]}
                agents: {coder: {type: command, capacity: 4, run: [sh, '%s']}}
                steps:
                """.formatted(gate, agent));
        for (int step = 1; step <= STEPS; step++) {
            text.append("  s%d: {files: {write: [step-s%d]}, retry: {attempts: 5}}\n".formatted(step, step));
        }
        return text.toString();
    }
}
