package dev.signalbox.contracts.attempt;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of the work of an attempt that had a place of its own.
 *
 * @param state where its work is
 * @param branch the branch of its work; null when there is none, and for a copy of the workspace
 * @param into the branch of its run; null for a copy of the workspace
 * @param directory where its files are on the runner's machine; null when they are gone because all of them are merged
 * @param base the commit it began from; null for a copy of the workspace
 * @param commit the commit of its work; null when it changed nothing
 * @param merge the commit of the branch of its run that has it; null when it is not merged
 * @param commits how many commits the work has
 * @param files the files it changed, at most 500
 * @param moreFiles how many more it changed
 * @param outside the changed files outside the write scope, at most 100
 * @param conflicts the files in which it cannot be merged, at most 100
 * @param gate the gate that failed; null when none did
 */
public record Integration(
        IntegrationState state,
        @Nullable String branch,
        @Nullable String into,
        @Nullable String directory,
        @Nullable String base,
        @Nullable String commit,
        @Nullable String merge,
        int commits,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<FileChange> files,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) int moreFiles,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> outside,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> conflicts,
        @Nullable String gate) {
    public static final int MOST_FILES = 500;
    public static final int MOST_PATHS = 100;

    public Integration {
        files = files == null ? List.of() : List.copyOf(files);
        outside = outside == null ? List.of() : List.copyOf(outside);
        conflicts = conflicts == null ? List.of() : List.copyOf(conflicts);
    }

    /** The same when nobody knows any more which branch it was. */
    public Integration withoutBranch() {
        return new Integration(
                state, null, into, directory, base, commit, merge, commits, files, moreFiles, outside, conflicts, gate);
    }
}
