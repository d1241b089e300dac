package dev.signalbox.runner.worktree;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/** Lets one attempt at a time merge into a branch, in the order in which they come. Thread-safe. */
final class MergeQueue {
    private final Map<String, Turn> turns = new HashMap<>();

    private static final class Turn {
        final ReentrantLock lock = new ReentrantLock(true);
        int users;
    }

    /** Ends the turn. */
    interface Held extends AutoCloseable {
        @Override
        void close();
    }

    /** Waits for the turn. */
    Held await(String branch) {
        Turn turn = join(branch);
        turn.lock.lock();
        return () -> {
            turn.lock.unlock();
            leave(branch, turn);
        };
    }

    private synchronized Turn join(String branch) {
        Turn turn = turns.computeIfAbsent(branch, _ -> new Turn());
        turn.users++;
        return turn;
    }

    private synchronized void leave(String branch, Turn turn) {
        turn.users--;
        if (turn.users == 0) {
            turns.remove(branch);
        }
    }
}
