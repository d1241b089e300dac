package dev.signalbox.eventlog.news;

import dev.signalbox.contracts.RunId;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Passes on that there is something new about a run. What it is, each reader looks up for itself. Thread-safe. */
public final class News {
    private final Map<RunId, Set<Watch>> watches = new ConcurrentHashMap<>();

    /** Begins to watch a run, whether it exists or not. To be closed. */
    public Watch watch(RunId run) {
        Watch watch = new Watch(done -> forget(run, done));
        watches.compute(run, (_, others) -> {
            Set<Watch> all = others == null ? ConcurrentHashMap.newKeySet() : others;
            all.add(watch);
            return all;
        });
        return watch;
    }

    private void forget(RunId run, Watch watch) {
        watches.computeIfPresent(run, (_, all) -> {
            all.remove(watch);
            return all.isEmpty() ? null : all;
        });
    }

    public void about(Collection<RunId> runs) {
        for (RunId run : runs) {
            watches.getOrDefault(run, Set.of()).forEach(Watch::tell);
        }
    }

    /** When nobody knows what is new. */
    public void aboutEverything() {
        watches.values().forEach(all -> all.forEach(Watch::tell));
    }

    /** How many readers wait for news. */
    public int watched() {
        return watches.values().stream().mapToInt(Set::size).sum();
    }
}
