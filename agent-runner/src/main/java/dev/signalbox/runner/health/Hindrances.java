package dev.signalbox.runner.health;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** What keeps this runner from taking work, by concern. Thread-safe. */
public final class Hindrances {
    private final Map<String, String> reasons = new ConcurrentSkipListMap<>();
    private volatile boolean fatal;

    /** A concern that is in the way, with the reason in a sentence. */
    public void set(String concern, String reason) {
        reasons.put(concern, reason);
    }

    /** A concern that will stay in the way until this runner is started anew. */
    public void setForGood(String concern, String reason) {
        fatal = true;
        set(concern, reason);
    }

    boolean isFatal() {
        return fatal;
    }

    /** The concern is no longer in the way. */
    public void clear(String concern) {
        reasons.remove(concern);
    }

    /** Every reason by its concern; empty when work is taken. */
    public Map<String, String> reasons() {
        return Map.copyOf(reasons);
    }
}
