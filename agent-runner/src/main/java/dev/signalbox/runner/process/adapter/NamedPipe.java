package dev.signalbox.runner.process.adapter;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/**
 * One stream of a process, read to the end of whoever holds its other end. The streams of {@link Process} would not do: when the main
 * process ends, the JDK takes what is there at that instant and closes them, and what its children print afterwards is lost.
 *
 * <p>Until {@link #isHeld} the pipe holds its own other end, so that neither side has to wait for the other to open it.
 */
final class NamedPipe implements AutoCloseable {
    private final Path path;
    private final RandomAccessFile keeper;
    private final FileInputStream input;
    private volatile boolean abandoned;

    private NamedPipe(Path path) throws IOException {
        this.path = path;
        this.keeper = new RandomAccessFile(path.toFile(), "rw");
        this.input = new FileInputStream(path.toFile());
    }

    /** Makes a pipe of a name of its own in the directory. */
    static NamedPipe in(Path directory) throws IOException {
        Path path = directory.resolve(UUID.randomUUID() + ".pipe");
        PosixCalls.makeNamedPipe(path);
        return new NamedPipe(path);
    }

    /** Where the process writes to. */
    File file() {
        return path.toFile();
    }

    /** A process holds the other end now: when the last one lets go, the stream ends. */
    void isHeld() throws IOException {
        keeper.close();
    }

    /** Reads what comes next; blocks until there is something, and returns -1 at the end or when it is not wanted any more. */
    int read(byte[] buffer) throws IOException {
        int length = input.read(buffer);
        return abandoned ? -1 : length;
    }

    /** Ends the reading although somebody may still hold the other end. */
    void abandon() throws IOException {
        abandoned = true;
        try (RandomAccessFile wake = new RandomAccessFile(path.toFile(), "rw")) {
            wake.write(0);
        }
    }

    /** Removes the pipe. Whoever still writes into it is told by the kernel that nobody reads. */
    @Override
    public void close() throws IOException {
        keeper.close();
        input.close();
        Files.deleteIfExists(path);
    }
}
