package dev.signalbox.admission.runs;

import java.util.concurrent.CompletableFuture;

/** A run that is being decided on or sent at this moment. */
public final class UnsettledRun {
    private final CompletableFuture<LogPosition> acknowledged = new CompletableFuture<>();
    private final CompletableFuture<Void> settled = new CompletableFuture<>();

    UnsettledRun() {}

    /** Completes when its command is in the log; exceptionally when it is not, or when that is unknown. */
    public CompletableFuture<LogPosition> acknowledged() {
        return acknowledged;
    }

    /** Completes, never exceptionally, when nothing more happens to it here. */
    CompletableFuture<Void> settled() {
        return settled;
    }

    /** Its command is in the log. */
    public void acknowledge(LogPosition position) {
        acknowledged.complete(position);
    }

    /** Its command is not known to be in the log, and nobody here sends it any more. */
    public void fail(Throwable reason) {
        acknowledged.completeExceptionally(reason);
        settle();
    }

    /** Nothing was sent. */
    public void abandon() {
        acknowledged.cancel(false);
        settle();
    }

    /** All is done and noted. */
    public void settle() {
        settled.complete(null);
    }
}
