package dev.signalbox.cli.watch;

/** Does something when the person presses Ctrl-C while it is open. */
public final class OnInterrupt implements AutoCloseable {
    private final Thread hook;

    public OnInterrupt(Runnable lastWords) {
        this.hook = new Thread(lastWords, "on-interrupt");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The interrupt has come already and the hook is running.
        }
    }
}
