package dev.signalbox.runner.process;

/** What becomes of an attempt with a limit that this machine cannot hold it to. */
public enum LimitPolicy {
    /** It begins, and its output says what it is not held to. */
    BEST_EFFORT,
    /** It is denied. */
    REQUIRE
}
