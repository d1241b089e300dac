package dev.signalbox.system.stack;

import java.util.UUID;

/** Texts that nobody used before. */
public final class Ids {
    private Ids() {}

    public static String next() {
        return UUID.randomUUID().toString();
    }
}
