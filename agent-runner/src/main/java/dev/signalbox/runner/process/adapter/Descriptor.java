package dev.signalbox.runner.process.adapter;

import java.io.File;
import java.util.concurrent.atomic.AtomicBoolean;

/** A number by which this process knows something open; closed once, since the number may mean something else afterwards. */
final class Descriptor implements AutoCloseable {
    private final int number;
    private final AtomicBoolean open = new AtomicBoolean(true);

    Descriptor(int number) {
        this.number = number;
    }

    /** A path under which this process can open the same thing again while this is open. */
    File file() {
        return new File("/proc/self/fd/" + number);
    }

    @Override
    public void close() {
        if (open.compareAndSet(true, false)) {
            PosixCalls.close(number);
        }
    }
}
