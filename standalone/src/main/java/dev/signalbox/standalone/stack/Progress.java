package dev.signalbox.standalone.stack;

/** Hears, line by line, what the stack does while somebody waits for it. May be called by several threads. */
@FunctionalInterface
public interface Progress {
    void say(String line);

    /** Nobody listens. */
    static Progress unheard() {
        return _ -> {};
    }
}
