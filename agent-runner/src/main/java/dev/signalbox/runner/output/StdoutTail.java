package dev.signalbox.runner.output;

import dev.signalbox.contracts.attempt.OutputTail;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Keeps the end of what an attempt prints on stdout, for the steps that need it. Holds twice its limit at most. Not thread-safe. */
final class StdoutTail {
    private static final int FIRST_BYTES = 1024;

    private final int limit;
    private byte[] kept = {};
    private int length;
    private long printed;

    /** @param limit how many bytes are wanted; 0 when nobody needs any */
    StdoutTail(int limit) {
        this.limit = limit;
    }

    void accept(byte[] bytes, int count) {
        if (limit == 0) {
            return;
        }
        printed += count;
        int wanted = Math.min(count, limit);
        makeRoom(wanted);
        System.arraycopy(bytes, count - wanted, kept, length, wanted);
        length += wanted;
    }

    private void makeRoom(int wanted) {
        if (length + wanted > 2 * limit) {
            System.arraycopy(kept, length - (limit - wanted), kept, 0, limit - wanted);
            length = limit - wanted;
        }
        if (length + wanted > kept.length) {
            kept = Arrays.copyOf(
                    kept, Math.min(2 * limit, Math.max(FIRST_BYTES, Math.max(length + wanted, 2 * kept.length))));
        }
    }

    /** The end of what was printed; null when nobody needs it. */
    @Nullable
    String text() {
        return limit == 0 ? null : OutputTail.of(kept, length, printed, limit);
    }
}
