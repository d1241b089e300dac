package dev.signalbox.admission.queue;

import dev.signalbox.admission.runs.RunTime;
import dev.signalbox.contracts.RunId;
import java.time.Duration;

/**
 * The order of the runs that wait. A run comes the earlier, the higher its priority and the longer it has waited: each ageing time of
 * waiting counts as much as one step of priority. Two runs age alike, so their order never changes, and it follows from the run alone.
 */
public final class QueueOrder {
    private QueueOrder() {}

    /** The smaller goes first. */
    public static long of(RunId run, int priority, Duration ageing) {
        return RunTime.admissionOf(run).toEpochMilli() - priority * ageing.toMillis();
    }
}
