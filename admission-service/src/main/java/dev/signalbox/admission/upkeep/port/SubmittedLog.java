package dev.signalbox.admission.upkeep.port;

import dev.signalbox.admission.runs.port.StateUnreachable;
import dev.signalbox.admission.upkeep.CommandsBeyond;
import java.util.List;
import java.util.Map;

/** What the log says about commands. All calls block until answered. */
public interface SubmittedLog {
    /** The topics that the door needs and that do not exist yet. */
    List<String> missingTopics() throws LogUnreachable;

    /** For each partition of the commands, the first offset that the scheduler has not taken; absent when it has taken none. */
    Map<Integer, Long> schedulerProgress() throws LogUnreachable;

    /**
     * The submissions and releases in the commands from the scheduler's progress to the end that is found now. Records that are not commands are left to
     * the scheduler.
     *
     * @param whileReading called now and then
     */
    CommandsBeyond beyond(Map<Integer, Long> progress, WhileReading whileReading)
            throws LogUnreachable, StateUnreachable;

    /** What must be done now and then during a long read. */
    interface WhileReading {
        void tick() throws StateUnreachable;
    }
}
