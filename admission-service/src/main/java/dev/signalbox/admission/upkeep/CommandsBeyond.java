package dev.signalbox.admission.upkeep;

import dev.signalbox.contracts.RunId;
import java.util.List;
import java.util.Set;

/**
 * What the log says where the scheduler has not read yet.
 *
 * @param sent the submitted runs
 * @param released the runs that are to be released
 */
public record CommandsBeyond(List<SentRun> sent, Set<RunId> released) {
    public static final CommandsBeyond NONE = new CommandsBeyond(List.of(), Set.of());

    public CommandsBeyond {
        sent = List.copyOf(sent);
        released = Set.copyOf(released);
    }

    /** Whether the run will be released when the scheduler has read on: it has its place. */
    public boolean releases(RunId run) {
        return released.contains(run);
    }
}
