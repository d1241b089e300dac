package dev.signalbox.definitions.plan;

import java.util.BitSet;

/** The steps that read and the steps that write what some patterns match. */
final class Users {
    private final BitSet readers = new BitSet();
    private final BitSet writers = new BitSet();

    void reads(int step) {
        readers.set(step);
    }

    void writes(int step) {
        writers.set(step);
    }

    boolean haveWriters() {
        return !writers.isEmpty();
    }

    void add(Users others) {
        readers.or(others.readers);
        writers.or(others.writers);
    }

    void addAllTo(BitSet steps) {
        steps.or(writers);
        steps.or(readers);
    }

    void addWritersTo(BitSet steps) {
        steps.or(writers);
    }
}
