package dev.signalbox.standalone.process;

/** Does something when this Java virtual machine ends, unless it is closed before. */
public final class AtExit implements AutoCloseable {
    private final Thread hook;

    /** @param name of the thread that does it */
    public AtExit(String name, Runnable action) {
        hook = new Thread(action, name);
        Runtime.getRuntime().addShutdownHook(hook);
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyExiting) {
            // The hook runs, and finds what is left to do.
        }
    }
}
