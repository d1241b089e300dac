package dev.signalbox.admission.upkeep;

import dev.signalbox.contracts.RunId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What the log says where the scheduler has not read yet.
 *
 * @param sent the submitted runs
 * @param released the runs that are to be released
 * @param releasedAfterSent those of them whose submission stands before the release, both where the scheduler has not read yet
 */
public record CommandsBeyond(List<SentRun> sent, Set<RunId> released, Set<RunId> releasedAfterSent) {
    public static final CommandsBeyond NONE = new CommandsBeyond(List.of(), Set.of(), Set.of());

    public CommandsBeyond {
        sent = List.copyOf(sent);
        released = Set.copyOf(released);
        releasedAfterSent = Set.copyOf(releasedAfterSent);
    }

    /** Whether a run that the scheduler knows will be released when it has read on: it has its place. */
    public boolean releases(RunId run) {
        return released.contains(run);
    }

    /** The same of a run that the scheduler does not know: a release that it reads before the run itself has no effect. */
    public boolean releasesOnceSent(RunId run) {
        return releasedAfterSent.contains(run);
    }

    /** Takes the commands in the order in which the scheduler will read them. */
    public static final class Reading {
        private final List<SentRun> sent = new ArrayList<>();
        private final Set<RunId> known = new HashSet<>();
        private final Set<RunId> released = new HashSet<>();
        private final Set<RunId> releasedAfterSent = new HashSet<>();

        public void submitted(SentRun run) {
            sent.add(run);
            known.add(run.run());
        }

        public void released(RunId run) {
            released.add(run);
            if (known.contains(run)) {
                releasedAfterSent.add(run);
            }
        }

        public CommandsBeyond end() {
            return new CommandsBeyond(sent, released, releasedAfterSent);
        }
    }
}
