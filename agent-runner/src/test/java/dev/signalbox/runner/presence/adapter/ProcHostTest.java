package dev.signalbox.runner.presence.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.contracts.runner.HostLoad;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcHostTest {
    @TempDir
    Path proc;

    @TempDir
    Path data;

    @BeforeEach
    void write_what_linux_writes() throws IOException {
        Files.writeString(proc.resolve("loadavg"), "5.00 1.50 0.75 2/467 12345\n");
        Files.writeString(proc.resolve("meminfo"), "MemTotal: 1000 kB\nMemAvailable: 250 kB\n");
        for (String entry : new String[] {"1", "42", "977", "self", "sys"}) {
            Files.createDirectory(proc.resolve(entry));
        }
    }

    @Test
    void every_number_among_the_entries_is_a_process() {
        HostLoad load = new ProcHost(proc, data, 2).read().orElseThrow();

        assertThat(load.processes()).isEqualTo(3);
        assertThat(load.loadPerCore()).isEqualTo(2.5);
        assertThat(load.memoryUsed()).isEqualTo(0.75);
        assertThat(load.diskUsed()).isBetween(0.0, 1.0);
    }

    @Test
    void a_machine_without_these_files_does_not_tell() throws IOException {
        Files.delete(proc.resolve("meminfo"));

        assertThat(new ProcHost(proc, data, 2).read()).isEmpty();
        assertThat(new ProcHost(proc.resolve("none"), data, 2).read()).isEmpty();
    }
}
