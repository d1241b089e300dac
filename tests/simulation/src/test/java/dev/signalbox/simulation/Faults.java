package dev.signalbox.simulation;

import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Chance, and what it does to the calls of ports. The same seed gives the same faults. */
final class Faults {
    /** A port that does not keep its promise, to see that the audit finds out. */
    enum Broken {
        DISPATCHES_ARE_BEGUN_BEFORE_THEY_ARE_COMMITTED,
        EFFECTS_OUTLIVE_A_TRANSACTION_THAT_FAILED,
        REPORTS_ARRIVE_UNDER_THE_LATEST_EPOCH,
        SLOTS_ARE_NOT_GIVEN_BACK,
        SLOTS_ARE_FORGOTTEN_WHEN_REDIS_LOSES_ITS_DATA,
        LEASES_OF_ENDED_RUNS_STAY,
        LEASES_ARE_FORGOTTEN_WHEN_REDIS_LOSES_ITS_DATA,
        ACKNOWLEDGED_COMMANDS_ARE_LOST,
        KEYS_ARE_NOT_RESTORED,
        MONEY_IS_NOT_KEPT
    }

    final Random random;
    private final Set<Broken> broken;
    private boolean over;

    Faults(long seed, Set<Broken> broken) {
        this.random = new Random(seed);
        this.broken = broken.isEmpty() ? EnumSet.noneOf(Broken.class) : EnumSet.copyOf(broken);
    }

    /** A port is called; the process may die here. */
    void port() {
        if (!over && random.nextInt(60) == 0) {
            throw new Crash();
        }
    }

    /** Whether a call fails that may fail. */
    boolean fails() {
        return !over && random.nextInt(8) == 0;
    }

    /** Whether something that may happen twice does. */
    boolean repeats() {
        return !over && random.nextInt(10) == 0;
    }

    boolean isBroken(Broken port) {
        return broken.contains(port);
    }

    /** From here on nothing fails any more. */
    void end() {
        over = true;
    }

    boolean areOver() {
        return over;
    }

    boolean oneIn(int n) {
        return random.nextInt(n) == 0;
    }

    int below(int n) {
        return random.nextInt(n);
    }

    <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
