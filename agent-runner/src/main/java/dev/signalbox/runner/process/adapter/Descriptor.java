package dev.signalbox.runner.process.adapter;

import java.io.File;
import java.util.concurrent.atomic.AtomicBoolean;

/** An open file of this process by its number; closed only once, since the number may be that of another file afterwards. */
final class Descriptor implements AutoCloseable {
    private final int number;
    private final AtomicBoolean open = new AtomicBoolean(true);

    Descriptor(int number) {
        this.number = number;
    }

    /** A path under which this process can open the same file again while this is open. */
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
