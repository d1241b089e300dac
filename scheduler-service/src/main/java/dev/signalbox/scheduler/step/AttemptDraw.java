package dev.signalbox.scheduler.step;

import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.StepId;

/** A number from 0 to less than 1 that differs between attempts like a random one, and is always the same for the same attempt. */
final class AttemptDraw {
    private static final long OFFSET = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;
    private static final int BITS_OF_A_FRACTION = 53;

    private AttemptDraw() {}

    static double of(RunId run, StepId step, int attempt) {
        String name = run + "/" + step + "/" + attempt;
        long hash = OFFSET;
        for (int at = 0; at < name.length(); at++) {
            hash = (hash ^ name.charAt(at)) * PRIME;
        }
        return (mixed(hash) >>> (Long.SIZE - BITS_OF_A_FRACTION)) * 0x1p-53;
    }

    /** Spreads what the last characters changed over all bits. */
    private static long mixed(long hash) {
        long once = (hash ^ (hash >>> 30)) * 0xbf58476d1ce4e5b9L;
        long twice = (once ^ (once >>> 27)) * 0x94d049bb133111ebL;
        return twice ^ (twice >>> 31);
    }
}
