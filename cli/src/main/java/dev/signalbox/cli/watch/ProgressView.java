package dev.signalbox.cli.watch;

import dev.signalbox.contracts.event.RunEvent;

/** Shows a run to whoever waits for it. Called by one thread. */
public interface ProgressView extends AutoCloseable {
    /** Something has happened. */
    void show(RunEvent event);

    /** Nothing more will be shown. */
    @Override
    void close();
}
