package dev.signalbox.standalone.process;

import java.time.Duration;

/** The time between two looks at a condition of another process, which cannot tell us that it changed. */
final class Pause {
    private Pause() {}

    static void of(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StartException("Interrupted while waiting for a process.", interrupted);
        }
    }
}
