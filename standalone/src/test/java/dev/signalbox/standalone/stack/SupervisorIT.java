package dev.signalbox.standalone.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.standalone.process.Cookie;
import dev.signalbox.standalone.process.ProcessIdentity;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisorIT {
    @TempDir
    Path directory;

    private final List<String> said = new CopyOnWriteArrayList<>();
    private final List<Supervisor> supervisors = new CopyOnWriteArrayList<>();

    @AfterEach
    void end() {
        supervisors.forEach(supervisor -> supervisor.stop(Duration.ofSeconds(1)));
    }

    @Test
    void a_program_that_is_killed_is_started_again() {
        Supervisor supervisor = supervise("touch ready; exec sleep 1000");
        await().untilAsserted(() -> assertThat(supervisor.record().state()).isEqualTo(ProcessState.READY));
        ProcessIdentity first = supervisor.record().process();

        first.handle().orElseThrow().destroyForcibly();

        await().untilAsserted(() -> {
            assertThat(supervisor.record().process()).isNotEqualTo(first);
            assertThat(supervisor.record().state()).isEqualTo(ProcessState.READY);
        });
        assertThat(supervisor.record().restarts()).isEqualTo(1);
        assertThat(said).anyMatch(line -> line.contains("program ended with exit code 137"));
    }

    @Test
    void a_crash_loop_is_reported_with_the_end_of_the_log() {
        Supervisor supervisor = supervise("echo 'the disk is on fire'; exit 3");

        await().untilAsserted(() -> assertThat(supervisor.crashLoop())
                .hasValueSatisfying(report -> assertThat(report)
                        .contains("crashes again and again")
                        .contains("exit code 3")
                        .contains("the disk is on fire")));
        assertThat(said).anyMatch(line -> line.contains("the disk is on fire"));
    }

    @Test
    void a_program_that_waits_says_for_what() {
        Supervisor supervisor = supervise("exec sleep 1000");

        await().untilAsserted(() -> assertThat(supervisor.record().note()).isEqualTo("the file ready"));
        assertThat(supervisor.record().state()).isEqualTo(ProcessState.STARTING);
    }

    @Test
    void a_stop_ends_also_what_ignores_it_and_what_it_started() {
        Supervisor supervisor = supervise("trap '' TERM; sleep 1000 & touch ready; while :; do wait; done");
        await().untilAsserted(() -> assertThat(supervisor.record().state()).isEqualTo(ProcessState.READY));
        List<ProcessIdentity> tree = cookie().bearers();
        assertThat(tree).hasSizeGreaterThanOrEqualTo(2);

        supervisor.stop(Duration.ofMillis(200));

        assertThat(tree).noneMatch(ProcessIdentity::isAlive);
        assertThat(supervisor.record().state()).isEqualTo(ProcessState.STOPPED);
    }

    private Supervisor supervise(String script) {
        Supervisor supervisor = new Supervisor(
                new ShellProgram("program", directory, script),
                cookie(),
                directory.resolve("program.log"),
                RestartPolicy.ordinary(),
                () -> {},
                said::add);
        supervisors.add(supervisor);
        supervisor.start();
        return supervisor;
    }

    private Cookie cookie() {
        return new Leftovers(directory).cookie();
    }
}
