package dev.signalbox.standalone.server;

import dev.signalbox.standalone.process.ProcessIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The file in which PostgreSQL notes its process id. After a crash the id may belong to another process, and PostgreSQL
 * would refuse to start because of it. Whether it is the same process is told by when it started.
 */
record PostmasterPidFile(Path path) {
    private static final int PID = 0;
    private static final int STARTED = 2;
    /** The file is written a moment after the process began. */
    private static final Duration TOLERANCE = Duration.ofSeconds(5);

    static PostmasterPidFile in(Path cluster) {
        return new PostmasterPidFile(cluster.resolve("postmaster.pid"));
    }

    /**
     * Deletes the file unless the process that wrote it still runs.
     *
     * @throws IOException if it runs
     */
    void deleteIfStale() throws IOException {
        try {
            List<String> lines = Files.readAllLines(path);
            if (lines.size() > STARTED && isRunning(lines)) {
                throw new IOException("Another PostgreSQL, process %s, already runs on this directory."
                        .formatted(lines.get(PID).strip()));
            }
            Files.delete(path);
        } catch (NoSuchFileException stoppedInGoodOrder) {
            // Nothing to judge.
        }
    }

    private static boolean isRunning(List<String> lines) {
        Instant written =
                Instant.ofEpochSecond(Long.parseLong(lines.get(STARTED).strip()));
        return ProcessIdentity.of(Long.parseLong(lines.get(PID).strip()))
                .flatMap(ProcessIdentity::handle)
                .flatMap(process -> process.info().startInstant())
                .filter(started -> Duration.between(started, written).abs().compareTo(TOLERANCE) < 0)
                .isPresent();
    }
}
