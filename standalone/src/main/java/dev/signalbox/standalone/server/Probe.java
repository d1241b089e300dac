package dev.signalbox.standalone.server;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A short command that shows by its exit code whether the system can do something. */
record Probe(List<String> command) {
    private static final int SECONDS = 5;

    /** Runs it once; false also if there is no such command. */
    boolean works() {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException noSuchCommand) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
