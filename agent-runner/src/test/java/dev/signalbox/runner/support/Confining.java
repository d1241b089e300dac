package dev.signalbox.runner.support;

import dev.signalbox.runner.process.Confines;
import dev.signalbox.runner.process.LimitPolicy;
import dev.signalbox.runner.process.Patrol;
import dev.signalbox.runner.process.port.ControlGroups;
import dev.signalbox.runner.process.port.NoControlGroups;

/** Ways to hold processes to their limits. */
public final class Confining {
    public static final ControlGroups NO_GROUPS = new NoControlGroups("this test has none");

    private Confining() {}

    /** Without groups, and without anybody who looks. */
    public static Confines byLooking() {
        return new Confines(NO_GROUPS, new Patrol(), LimitPolicy.BEST_EFFORT);
    }
}
