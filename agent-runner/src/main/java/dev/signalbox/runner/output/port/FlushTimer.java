package dev.signalbox.runner.output.port;

/** Sends what was printed a moment ago, even when nothing more is printed. */
@FunctionalInterface
public interface FlushTimer {
    /** Runs {@code flush} once, after the longest time that output may wait. */
    void later(Runnable flush);
}
