package dev.signalbox.standalone.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.standalone.process.ProcessIdentity;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackFileTest {
    @TempDir
    Path directory;

    @Test
    void a_stack_is_read_as_it_was_written() {
        StackRecord stack = new StackRecord(
                new ProcessIdentity(7, 70),
                StackRecord.State.READY,
                "http://127.0.0.1:8080",
                List.of(new ProcessRecord(
                        "redis",
                        new ProcessIdentity(8, 80),
                        Instant.parse("2026-01-01T00:00:00.123Z"),
                        20_001,
                        ProcessState.RESTARTING,
                        3,
                        "ended with exit code 1",
                        "logs/redis.log")));

        StackFile.in(directory).write(stack);

        assertThat(StackFile.in(directory).read()).contains(stack);
    }

    @Test
    void where_no_stack_ever_was_nothing_is_read() {
        assertThat(StackFile.in(directory).read()).isEmpty();
    }
}
