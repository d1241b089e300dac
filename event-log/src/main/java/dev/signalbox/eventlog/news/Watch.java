package dev.signalbox.eventlog.news;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One reader's interest in one run. News that arrive while the reader is busy are not lost: the next {@link #next()} is complete
 * at once. Thread-safe, for one reader.
 */
public final class Watch implements AutoCloseable {
    private final Runnable onClose;
    private @Nullable CompletableFuture<Void> waiting;
    private boolean pending;

    Watch(Consumer<Watch> onClose) {
        this.onClose = () -> onClose.accept(this);
    }

    /** Completes when there was news since the last call. */
    public synchronized CompletableFuture<Void> next() {
        if (pending) {
            pending = false;
            return CompletableFuture.completedFuture(null);
        }
        waiting = new CompletableFuture<>();
        return waiting;
    }

    void tell() {
        CompletableFuture<Void> woken;
        synchronized (this) {
            woken = waiting;
            waiting = null;
            // A reader that has given up waiting is as good as busy.
            pending = woken == null || woken.isDone();
        }
        if (woken != null) {
            woken.complete(null);
        }
    }

    @Override
    public void close() {
        onClose.run();
    }
}
