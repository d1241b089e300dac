package dev.signalbox.runner.worktree;

import java.io.IOException;
import java.util.List;

/** What becomes of a branch that waited to be merged. */
sealed interface Verdict {
    /**
     * @param merge the commit with which it is in the branch of its run
     * @param advice which gates that are only advice fail, and how, when it is together with all that was merged with it
     */
    record Merged(String merge, List<String> advice) implements Verdict {
        public Merged {
            advice = List.copyOf(advice);
        }
    }

    /** @param paths where it conflicts with what was merged before */
    record Conflicting(List<String> paths) implements Verdict {
        public Conflicting {
            paths = List.copyOf(paths);
        }
    }

    /** @param failure which gate fails, and how, when it is together with what was merged before */
    record Broken(String failure) implements Verdict {}

    /** The work of another attempt at its step is merged already. */
    record Superseded() implements Verdict {}

    /** Its attempt was stopped first. */
    record Withdrawn() implements Verdict {}

    /** It could not be looked at, or nothing could be merged. */
    record Failed(IOException why) implements Verdict {}
}
