package dev.signalbox.cli.stack;

import dev.signalbox.cli.Console;
import dev.signalbox.standalone.stack.StackClient;

/** The running stack of a demonstration. It is stopped once, by whoever is first: the end of the run, or Ctrl-C. */
final class DemoStack implements AutoCloseable {
    private final StackClient stack;
    private final Console console;
    private boolean stopped;

    DemoStack(StackClient stack, Console console) {
        this.stack = stack;
        this.console = console;
    }

    @Override
    public synchronized void close() {
        if (!stopped) {
            stopped = true;
            console.note("Stopping the stack");
            stack.down();
        }
    }
}
