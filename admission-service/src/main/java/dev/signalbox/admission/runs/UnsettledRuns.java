package dev.signalbox.admission.runs;

import dev.signalbox.contracts.RunId;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;

/**
 * The runs that this process is deciding on or sending to the log at this moment. Whoever meets such a run joins it instead of
 * sending it a second time, and a rebuild waits until those it found are settled: only then does the log tell all about them.
 */
public final class UnsettledRuns {
    private final ConcurrentMap<RunId, UnsettledRun> runs = new ConcurrentHashMap<>();

    /** Enters a run under an id that nobody else knows yet. */
    public UnsettledRun enter(RunId run) {
        return entered(run, new UnsettledRun());
    }

    /**
     * The run, if it is unsettled; else it is entered and begun.
     *
     * @param begin starts to send it, and sees to it that it is settled
     */
    public UnsettledRun joinOrBegin(RunId run, Consumer<UnsettledRun> begin) {
        UnsettledRun fresh = new UnsettledRun();
        UnsettledRun other = runs.putIfAbsent(run, fresh);
        if (other != null) {
            return other;
        }
        fresh.settled().thenRun(() -> runs.remove(run, fresh));
        begin.accept(fresh);
        return fresh;
    }

    public Optional<UnsettledRun> find(RunId run) {
        return Optional.ofNullable(runs.get(run));
    }

    /** Completes when all runs that are unsettled now are settled. */
    public CompletableFuture<Void> allOfNow() {
        return CompletableFuture.allOf(
                runs.values().stream().map(UnsettledRun::settled).toArray(CompletableFuture[]::new));
    }

    private UnsettledRun entered(RunId run, UnsettledRun fresh) {
        runs.put(run, fresh);
        fresh.settled().thenRun(() -> runs.remove(run, fresh));
        return fresh;
    }
}
