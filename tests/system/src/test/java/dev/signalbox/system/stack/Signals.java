package dev.signalbox.system.stack;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Signals that Java has no call for. */
public final class Signals {
    private Signals() {}

    /** Freezes a process. */
    public static void stop(ProcessHandle process) {
        send("-STOP", process);
    }

    /** Lets a frozen process go on. */
    public static void cont(ProcessHandle process) {
        send("-CONT", process);
    }

    private static void send(String signal, ProcessHandle process) {
        try {
            int exitCode = new ProcessBuilder("kill", signal, Long.toString(process.pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
            if (exitCode != 0) {
                throw new IllegalStateException("kill " + signal + " ended with " + exitCode);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
