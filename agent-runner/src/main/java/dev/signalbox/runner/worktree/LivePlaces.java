package dev.signalbox.runner.worktree;

import dev.signalbox.contracts.AttemptRef;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The places in which agents are at work. Thread-safe. */
public final class LivePlaces {
    private final Map<AttemptRef, WorktreePlace> places = new ConcurrentHashMap<>();

    /** An agent begins to work. */
    void enter(AttemptRef attempt, Workplace place) {
        if (place instanceof WorktreePlace worktree) {
            places.put(attempt, worktree);
        }
    }

    /** It has ended. */
    void leave(AttemptRef attempt) {
        places.remove(attempt);
    }

    /** Those with a worktree, by attempt. */
    Map<AttemptRef, WorktreePlace> worktrees() {
        return new ConcurrentHashMap<>(places);
    }
}
