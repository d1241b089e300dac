package dev.signalbox.runner.health;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** What keeps this runner from taking work, by concern. Thread-safe. */
public final class Hindrances {
    private final Map<String, String> reasons = new ConcurrentSkipListMap<>();

    /** A concern that is in the way, with the reason in a sentence; or one that no longer is. */
    public void set(String concern, Optional<String> reason) {
        reason.ifPresentOrElse(text -> reasons.put(concern, text), () -> reasons.remove(concern));
    }

    public void set(String concern, String reason) {
        reasons.put(concern, reason);
    }

    public void clear(String concern) {
        reasons.remove(concern);
    }

    /** Every reason by its concern; empty when work is taken. */
    public Map<String, String> reasons() {
        return Map.copyOf(reasons);
    }
}
