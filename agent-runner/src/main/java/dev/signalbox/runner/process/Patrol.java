package dev.signalbox.runner.process;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Looks again and again at what the processes of attempts use, one attempt after the other. Thread-safe. */
public final class Patrol implements Runnable {
    private final Set<Runnable> looks = ConcurrentHashMap.newKeySet();

    /** Looks at one more attempt in each round, until {@link #leave}. */
    public void visit(Runnable look) {
        looks.add(look);
    }

    public void leave(Runnable look) {
        looks.remove(look);
    }

    /** One round. */
    @Override
    public void run() {
        looks.forEach(Runnable::run);
    }
}
