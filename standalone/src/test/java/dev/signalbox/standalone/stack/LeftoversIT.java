package dev.signalbox.standalone.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.standalone.process.ProcessIdentity;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftoversIT {
    @TempDir
    Path directory;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void end() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void processes_with_the_cookie_are_ended_however_they_detached_themselves() throws IOException {
        start(directory.toString(), "setsid sleep 1000 & setsid sleep 1000 & exit 0");
        Leftovers leftovers = new Leftovers(directory);
        await().untilAsserted(() -> {
            assertThat(started.getFirst().isAlive()).isFalse();
            assertThat(leftovers.cookie().bearers()).hasSize(2);
        });

        assertThat(leftovers.end()).isEqualTo(2);

        assertThat(leftovers.cookie().bearers()).isEmpty();
    }

    @Test
    void processes_of_another_stack_and_strangers_are_left_alone() throws IOException {
        Process other = start(directory + "-other", "exec sleep 1000");
        Process stranger = new ProcessBuilder("sleep", "1000").start();
        started.add(stranger);

        assertThat(new Leftovers(directory).end()).isZero();

        assertThat(other.isAlive()).isTrue();
        assertThat(stranger.isAlive()).isTrue();
    }

    @Test
    void a_recorded_process_id_that_belongs_to_another_process_now_is_left_alone() throws IOException {
        Process stranger = new ProcessBuilder("sleep", "1000").start();
        Process recorded = new ProcessBuilder("sleep", "1000").start();
        started.addAll(List.of(stranger, recorded));
        ProcessIdentity identity = ProcessIdentity.of(recorded.pid()).orElseThrow();
        StackFile.in(directory)
                .write(new StackRecord(
                        ProcessIdentity.current(),
                        StackRecord.State.READY,
                        "http://127.0.0.1:1",
                        List.of(record("kafka", new ProcessIdentity(stranger.pid(), 1)), record("redis", identity))));

        assertThat(new Leftovers(directory).end()).isEqualTo(1);

        assertThat(stranger.isAlive()).isTrue();
        assertThat(identity.isAlive()).isFalse();
    }

    private static ProcessRecord record(String name, ProcessIdentity process) {
        return new ProcessRecord(name, process, Instant.EPOCH, 1, ProcessState.READY, 0, "", "");
    }

    private Process start(String cookie, String script) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", script);
        builder.environment().put("SIGNALBOX_STACK", cookie);
        Process process = builder.start();
        started.add(process);
        return process;
    }
}
