package dev.signalbox.runner.governor;

import dev.signalbox.contracts.attempt.AttemptResult;
import dev.signalbox.contracts.governor.Governance;
import dev.signalbox.runner.attempt.Assignment;
import dev.signalbox.runner.coding.Sight;
import dev.signalbox.runner.governor.port.GovernorReports;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** Has a governor for each attempt that is to be watched, and tells all of them that time passes. Thread-safe. */
public final class Governors implements Runnable {
    private final Set<Watch> watches = ConcurrentHashMap.newKeySet();
    private final GovernorReports reports;
    private final LongSupplier nanoTime;

    /** @param nanoTime as of {@link System#nanoTime} */
    public Governors(GovernorReports reports, LongSupplier nanoTime) {
        this.reports = reports;
        this.nanoTime = nanoTime;
    }

    /**
     * Begins to watch an attempt, until {@link #ended}.
     *
     * @param sight what can be seen of it
     */
    public Watch watch(Assignment assignment, Sight sight) {
        Governance governance = assignment.start().governor();
        if (governance == null) {
            return Watch.none();
        }
        Watch watch =
                new Watch(new Governor(governance, sight), nanoTime, finding -> reports.report(assignment, finding));
        watches.add(watch);
        return watch;
    }

    /** The attempt that this watch is for has ended so; answers its end with what was seen of it. */
    public AttemptResult ended(Watch watch, AttemptResult result) {
        watches.remove(watch);
        return watch.over(result);
    }

    /** How many attempts are watched. */
    public int count() {
        return watches.size();
    }

    /** Time has passed; to be called about once a second. */
    @Override
    public void run() {
        watches.forEach(Watch::tick);
    }
}
