package dev.signalbox.runner.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.runner.process.Marker;
import dev.signalbox.runner.process.adapter.LinuxProcesses;
import dev.signalbox.runner.support.Attempts;
import dev.signalbox.runner.support.Confining;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SweepIT {
    private final String node = "test-" + UUID.randomUUID();
    private final LinuxProcesses processes = new LinuxProcesses();

    @Test
    void processes_with_the_mark_of_this_node_are_killed_and_others_are_not() throws Exception {
        Process ours = marked(node, "sh", "-c", "trap '' TERM; sleep 1000 & setsid sleep 1000 & wait");
        Process others = marked(node + "-2", "sleep", "1000");

        int killed = new Sweep(processes, Confining.NO_GROUPS, node).run(LeftBehind.NOTHING);

        assertThat(killed).isPositive();
        assertThat(ours.waitFor()).isEqualTo(137);
        assertThat(others.isAlive()).isTrue();
        others.destroyForcibly();
    }

    @Test
    void a_journaled_process_is_killed_even_without_a_mark() throws Exception {
        Process process = new ProcessBuilder("sleep", "1000").start();
        long start = processes.startOf(process.pid()).orElseThrow();

        new Sweep(processes, Confining.NO_GROUPS, node)
                .run(new LeftBehind(List.of(), List.of(new LeftBehind.MainProcess(process.pid(), start))));

        assertThat(process.waitFor()).isEqualTo(137);
    }

    @Test
    void a_process_that_only_has_the_id_of_a_journaled_one_is_left_alone() throws Exception {
        Process process = new ProcessBuilder("sleep", "1000").start();
        long start = processes.startOf(process.pid()).orElseThrow();

        int killed = new Sweep(processes, Confining.NO_GROUPS, node)
                .run(new LeftBehind(List.of(), List.of(new LeftBehind.MainProcess(process.pid(), start - 1))));

        assertThat(killed).isZero();
        assertThat(process.isAlive()).isTrue();
        process.destroyForcibly();
    }

    private static Process marked(String node, String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put(Marker.VARIABLE, Marker.value(node, Attempts.attempt("a")));
        return builder.start();
    }
}
