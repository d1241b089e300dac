package dev.signalbox.runner.worktree;

import dev.signalbox.contracts.attempt.FileChange;
import dev.signalbox.contracts.attempt.Integration;
import dev.signalbox.contracts.attempt.IntegrationState;
import dev.signalbox.runner.worktree.port.Repository;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The work on a branch, as it is told to others.
 *
 * @param branch the branch
 * @param into the branch of the run
 * @param base where the work parted from that one
 * @param commit its last commit
 * @param commits how many commits it has
 * @param files what it changes
 */
record BranchWork(String branch, String into, String base, String commit, int commits, List<FileChange> files) {
    BranchWork {
        files = List.copyOf(files);
    }

    /** @param tip the commit of the run's branch */
    static BranchWork of(Repository repository, String branch, String into, String tip, String commit)
            throws IOException {
        String base = repository.mergeBase(tip, commit).orElse(tip);
        return new BranchWork(
                branch, into, base, commit, repository.commits(base, commit), repository.changes(base, commit));
    }

    boolean isEmpty() {
        return files.isEmpty();
    }

    /** It stays where it is, for this reason. */
    Integration kept(
            IntegrationState state,
            Path directory,
            List<String> outside,
            List<String> conflicts,
            @Nullable String gate) {
        return integration(state, directory.toString(), null, outside, conflicts, gate);
    }

    /** There is nothing to merge. */
    Integration unchanged() {
        return new Integration(
                IntegrationState.UNCHANGED,
                null,
                into,
                null,
                base,
                null,
                null,
                0,
                List.of(),
                0,
                List.of(),
                List.of(),
                null);
    }

    /** It is in the branch of the run. */
    Integration merged(String merge, List<String> outside) {
        return integration(IntegrationState.MERGED, null, merge, outside, List.of(), null);
    }

    private Integration integration(
            IntegrationState state,
            @Nullable String directory,
            @Nullable String merge,
            List<String> outside,
            List<String> conflicts,
            @Nullable String gate) {
        int told = Math.min(files.size(), Integration.MOST_FILES);
        return new Integration(
                state,
                branch,
                into,
                directory,
                base,
                commit,
                merge,
                commits,
                files.subList(0, told),
                files.size() - told,
                first(outside),
                first(conflicts),
                gate);
    }

    private static List<String> first(List<String> paths) {
        return paths.subList(0, Math.min(paths.size(), Integration.MOST_PATHS));
    }
}
