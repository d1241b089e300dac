package dev.signalbox.runner.take;

import dev.signalbox.contracts.AttemptRef;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The attempts this run of the runner began last. The protocol of taking already makes sure that a dispatch is not begun twice; this catches
 * a dispatch that was written twice, or a topic that is read again by hand. Not thread-safe.
 */
public final class RecentAttempts {
    private final Map<AttemptRef, Boolean> begun;

    public RecentAttempts(int memory) {
        begun = new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<AttemptRef, Boolean> eldest) {
                return size() > memory;
            }
        };
    }

    public void add(AttemptRef attempt) {
        begun.put(attempt, Boolean.TRUE);
    }

    public boolean contains(AttemptRef attempt) {
        return begun.containsKey(attempt);
    }
}
