package dev.signalbox.simulation;

/** A process dies in the middle of whatever it does. No exception, so that nobody catches it and goes on. */
final class Crash extends Error {
    private static final long serialVersionUID = 1L;

    Crash() {
        super("crash", null, false, false);
    }
}
