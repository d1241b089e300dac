package dev.signalbox.scheduler.workspace;

import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.WorkspaceId;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * What is to happen later, by time. Nothing of it is kept: every timer follows from the state of its workspace, run or step, which sets it
 * again after a restart. A timer that no longer fits the state does nothing, so none is ever removed.
 */
public final class Timers {
    /** What is due. */
    public sealed interface Timer {
        record RestOver(RunId run, StepId step, long epoch) implements Timer {}

        record AttemptDeadline(RunId run, StepId step, long epoch) implements Timer {}

        record LeaseCheck(RunId run, StepId step, long epoch) implements Timer {}

        record RunDeadline(RunId run) implements Timer {}

        record QueueDeadline(RunId run) implements Timer {}

        record ForgetRun(RunId run) implements Timer {}

        record DayOver() implements Timer {}
    }

    /** A timer with its time and its owner. */
    public record Entry(Instant due, WorkspaceId workspace, Timer timer) {}

    private final PriorityQueue<Entry> entries = new PriorityQueue<>(Comparator.comparing(Entry::due));

    public void set(Instant due, WorkspaceId workspace, Timer timer) {
        entries.add(new Entry(due, workspace, timer));
    }

    /** When the first entry is due. */
    public Optional<Instant> first() {
        return Optional.ofNullable(entries.peek()).map(Entry::due);
    }

    /** Takes the first entry that is due. */
    public Optional<Entry> due(Instant now) {
        Entry first = entries.peek();
        if (first == null || first.due().isAfter(now)) {
            return Optional.empty();
        }
        return Optional.of(entries.remove());
    }
}
