package dev.signalbox.runner.sweep.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.contracts.AttemptRef;
import dev.signalbox.runner.support.Attempts;
import dev.signalbox.runner.sweep.LeftBehind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileJournalTest {
    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void nameFile() {
        file = directory.resolve("journal");
    }

    @Test
    void what_was_taken_and_not_settled_is_left_behind() throws IOException {
        try (FileJournal journal = FileJournal.open(file)) {
            journal.taken(List.of(Attempts.attempt("a"), Attempts.attempt("b"), Attempts.attempt("c")));
            journal.spawned(Attempts.attempt("b"), 4711, 99);
            journal.spawned(Attempts.attempt("c"), 4712, 99);
            journal.settled(Attempts.attempt("c"));
            journal.flush();

            LeftBehind left = FileJournal.read(file);

            assertThat(left.attempts()).containsExactly(Attempts.attempt("a"), Attempts.attempt("b"));
            assertThat(left.processes()).containsExactly(new LeftBehind.MainProcess(4711, 99));
        }
    }

    @Test
    void a_journal_that_does_not_exist_has_nothing() throws IOException {
        assertThat(FileJournal.read(file)).isEqualTo(LeftBehind.NOTHING);
    }

    @Test
    void a_line_that_was_not_written_to_its_end_is_ignored() throws IOException {
        try (FileJournal journal = FileJournal.open(file)) {
            journal.taken(List.of(Attempts.attempt("a")));
        }
        Files.writeString(file, "taken\t0190", StandardOpenOption.APPEND);

        assertThat(FileJournal.read(file).attempts()).containsExactly(Attempts.attempt("a"));
    }

    @Test
    void what_an_earlier_run_left_stays_until_it_is_settled() throws IOException {
        try (FileJournal journal = FileJournal.open(file)) {
            journal.taken(List.of(Attempts.attempt("a"), Attempts.attempt("b")));
        }
        try (FileJournal journal = FileJournal.open(file)) {
            journal.settled(Attempts.attempt("a"));
        }

        assertThat(FileJournal.read(file).attempts()).containsExactly(Attempts.attempt("b"));
    }

    @Test
    void the_file_does_not_grow_for_ever() throws IOException {
        AttemptRef longRunning = Attempts.attempt("long-running");
        try (FileJournal journal = FileJournal.open(file)) {
            journal.taken(List.of(longRunning));
            for (int i = 0; i < 60_000; i++) {
                AttemptRef attempt = Attempts.attempt("step-" + i);
                journal.taken(List.of(attempt));
                journal.settled(attempt);
                if (i % 1_000 == 0) {
                    journal.flush();
                }
            }
            journal.flush();

            assertThat(Files.size(file)).isLessThan(5_000_000);
            assertThat(FileJournal.read(file).attempts()).containsExactly(longRunning);
        }
    }
}
