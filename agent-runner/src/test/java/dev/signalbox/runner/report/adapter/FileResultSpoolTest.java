package dev.signalbox.runner.report.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.contracts.attempt.AttemptFinished;
import dev.signalbox.contracts.attempt.AttemptOutcome;
import dev.signalbox.contracts.attempt.AttemptResult;
import dev.signalbox.runner.report.UnsentResult;
import dev.signalbox.runner.report.port.ResultSpool;
import dev.signalbox.runner.support.Attempts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileResultSpoolTest {
    @TempDir
    Path directory;

    @Test
    void another_run_reads_what_was_stored_in_its_order() throws IOException {
        FileResultSpool spool = new FileResultSpool(directory, "runner-1");
        ResultSpool.Segment first = spool.store(List.of(result("a"), result("b")));
        ResultSpool.Segment second = spool.store(List.of(result("c")));

        assertThat(new FileResultSpool(directory, "runner-2").stored()).containsExactly(first, second);
    }

    @Test
    void a_removed_segment_is_gone() throws IOException {
        FileResultSpool spool = new FileResultSpool(directory, "runner-1");
        ResultSpool.Segment segment = spool.store(List.of(result("a")));

        spool.remove(segment);

        assertThat(spool.stored()).isEmpty();
    }

    @Test
    void a_file_that_was_not_finished_is_not_read() throws IOException {
        Files.writeString(directory.resolve("000000000000001-x.results.part"), "{");

        assertThat(new FileResultSpool(directory, "runner-1").stored()).isEmpty();
    }

    @Test
    void a_file_that_cannot_be_read_is_set_aside_and_does_not_hide_the_others() throws IOException {
        Files.writeString(directory.resolve("000000000000001-x.results"), "{ torn");
        FileResultSpool spool = new FileResultSpool(directory, "runner-1");
        ResultSpool.Segment good = spool.store(List.of(result("a")));

        assertThat(spool.stored()).containsExactly(good);
        assertThat(directory.resolve("000000000000001-x.results.unreadable")).exists();
    }

    private static UnsentResult result(String step) {
        return new UnsentResult(
                new AttemptFinished(
                        Attempts.attempt(step),
                        "runner-1",
                        AttemptResult.withoutProcess(AttemptOutcome.LOST, "ünïcode\nand lines"),
                        Instant.parse("2026-01-01T12:00:00Z")),
                "00-0123456789abcdef0123456789abcdef-0123456789abcdef-01");
    }
}
