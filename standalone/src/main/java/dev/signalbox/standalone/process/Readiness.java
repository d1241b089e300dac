package dev.signalbox.standalone.process;

/** Whether a program can do its work now. */
public sealed interface Readiness {
    record Ready() implements Readiness {}

    /** @param what what is missing, as a phrase that follows "waits for" */
    record WaitsFor(String what) implements Readiness {}

    static Readiness ready() {
        return new Ready();
    }

    static Readiness waitsFor(String what) {
        return new WaitsFor(what);
    }
}
