package dev.signalbox.runner.process.adapter;

import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * One stream of a process, read to the end of whoever holds its other end. The streams of {@link Process} would not do: when the main
 * process ends, the JDK takes what is there at that instant and closes them, and what its children print afterwards is lost.
 *
 * <p>Until {@link #isHeld} the pipe holds its own other end, so that its stream does not end before the process has begun.
 */
final class OutputPipe implements AutoCloseable {
    private final PosixCalls.Ends ends;
    private final FileInputStream input;
    private volatile boolean abandoned;

    private OutputPipe(PosixCalls.Ends ends, FileInputStream input) {
        this.ends = ends;
        this.input = input;
    }

    static OutputPipe open() throws IOException {
        PosixCalls.Ends ends = PosixCalls.pipe();
        try {
            return new OutputPipe(ends, new FileInputStream(ends.read().file()));
        } catch (IOException e) {
            ends.close();
            throw e;
        }
    }

    /** Where the process writes to, for this process to open. */
    File file() {
        return ends.write().file();
    }

    /** A process holds the other end now: when the last one lets go, the stream ends. */
    void isHeld() {
        ends.write().close();
    }

    /** Reads what comes next; blocks until there is something, and returns -1 at the end or when it is not wanted any more. */
    int read(byte[] buffer) throws IOException {
        int length = input.read(buffer);
        return abandoned ? -1 : length;
    }

    /** Ends the reading although somebody may still hold the other end. */
    void abandon() throws IOException {
        abandoned = true;
        try (OutputStream wake = new FileOutputStream(ends.read().file())) {
            wake.write(0);
        }
    }

    /** Lets go of the pipe. Whoever still writes into it is told by the kernel that nobody reads. */
    @Override
    public void close() throws IOException {
        ends.close();
        input.close();
    }
}
