package dev.signalbox.simulation;

import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.admission.RunStatusChanged;
import dev.signalbox.contracts.attempt.Outcome;
import dev.signalbox.contracts.attempt.StartAttempt;
import dev.signalbox.contracts.attempt.StopAttempt;
import dev.signalbox.contracts.command.RunCommand;
import dev.signalbox.contracts.event.RunEvent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The log between the services. What stands here stays; readers remember how far they have read. */
final class Topics {
    static final int PARTITIONS = 2;

    /** A dispatch and when it was written, in milliseconds since 1970. */
    record Dispatch(StartAttempt start, long writtenAt) {}

    /** The last status of a run; null when it is forgotten. */
    record Status(RunId run, @Nullable RunStatusChanged status) {}

    final List<RunCommand> commands = new ArrayList<>();
    final List<Outcome> outcomes = new ArrayList<>();
    final List<StopAttempt> controls = new ArrayList<>();
    final List<Status> statuses = new ArrayList<>();
    final List<RunEvent> events = new ArrayList<>();
    final List<List<Dispatch>> dispatches = List.of(new ArrayList<>(), new ArrayList<>());
    final long[] taken = new long[PARTITIONS];

    /** How far the scheduler has taken the commands, in the transactions that were committed. */
    int commandsTaken;

    int outcomesTaken;

    static int partition(StartAttempt start) {
        return Math.floorMod(start.attempt().step().value().hashCode(), PARTITIONS);
    }
}
