package dev.signalbox.scheduler.workspace;

import static dev.signalbox.contracts.event.RunStatus.CANCELLED;
import static dev.signalbox.contracts.event.RunStatus.CANCELLING;
import static dev.signalbox.contracts.event.RunStatus.FAILED;
import static dev.signalbox.contracts.event.RunStatus.PAUSED;
import static dev.signalbox.contracts.event.RunStatus.QUEUED;
import static dev.signalbox.contracts.event.RunStatus.RUNNING;
import static dev.signalbox.contracts.event.RunStatus.SUCCEEDED;
import static dev.signalbox.contracts.event.RunStatus.TIMED_OUT;

import dev.signalbox.contracts.event.RunStatus;
import dev.signalbox.scheduler.step.Transition;
import java.util.List;

/** How a run may go on. A move that is not in the table is an error of the program. */
public record RunTransition(RunStatus from, String words, RunStatus to) implements Transition {
    /** Everything that may become of a run, in the order in which it is drawn. */
    public static final List<RunTransition> TABLE = List.of(
            new RunTransition(QUEUED, "RunStarted", RUNNING),
            new RunTransition(QUEUED, "RunPaused", PAUSED),
            new RunTransition(QUEUED, "RunCancelling", CANCELLING),
            new RunTransition(QUEUED, "RunEnded, every step was skipped on request", SUCCEEDED),
            new RunTransition(QUEUED, "RunEnded, it was refused or nothing of it can start", FAILED),
            new RunTransition(RUNNING, "RunPaused", PAUSED),
            new RunTransition(RUNNING, "RunCancelling", CANCELLING),
            new RunTransition(RUNNING, "RunEnded, every step succeeded", SUCCEEDED),
            new RunTransition(RUNNING, "RunEnded, a step failed for good", FAILED),
            new RunTransition(PAUSED, "RunResumed, nothing was dispatched yet", QUEUED),
            new RunTransition(PAUSED, "RunResumed", RUNNING),
            new RunTransition(PAUSED, "RunCancelling", CANCELLING),
            new RunTransition(PAUSED, "RunEnded, what ran was the last, and every step succeeded", SUCCEEDED),
            new RunTransition(PAUSED, "RunEnded, what ran was the last, and a step failed for good", FAILED),
            new RunTransition(CANCELLING, "RunEnded, nothing runs any more and it was asked for", CANCELLED),
            new RunTransition(CANCELLING, "RunEnded, nothing runs any more and time was up", TIMED_OUT),
            new RunTransition(CANCELLING, "RunEnded, every step had succeeded before it could be stopped", SUCCEEDED),
            new RunTransition(CANCELLING, "RunEnded, a step had failed, or its budget is used up", FAILED));

    /** The line of the table for what has happened. */
    public static RunTransition of(RunStatus from, RunStatus to) {
        return TABLE.stream()
                .filter(line -> line.from == from && line.to == to)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "the table of a run's transitions has none from " + from + " to " + to));
    }
}
