package dev.signalbox.runner.worktree.port;

import dev.signalbox.contracts.attempt.FileChange;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The git repository of a workspace. The checkout of its user, with its index and its current branch, is only ever read. Commits are named
 * by their ids, branches without {@code refs/heads/}, other references in full. Thread-safe; several runners may use one repository.
 *
 * <p>Every method throws IOException, with a message for people, when git fails.
 */
public interface Repository {
    /** Names the repository among all of this machine. */
    String key();

    /** Where the workspace is in the repository: empty at its root, else a directory with a {@code /} at its end. */
    String prefix();

    /** The commit that the user has checked out; empty before the first one. */
    Optional<String> head() throws IOException;

    /** The commit of a branch or reference; empty when there is none. */
    Optional<String> commitOf(String name) throws IOException;

    /** The files of a commit, as one id. */
    String treeOf(String commit) throws IOException;

    /** Creates all of these references or none. Answers false, and creates none, when one of them is there already. */
    boolean create(Map<String, String> references) throws IOException;

    /** Moves a branch if it is where it is expected to be. */
    boolean move(String branch, String from, String to) throws IOException;

    /**
     * Makes a worktree with a new branch. Nobody removes it while it is said to be used.
     *
     * @param use by whom it is used, in a sentence
     */
    void addWorktree(Path directory, String branch, String commit, String use) throws IOException;

    /** Makes a worktree for a branch that exists. */
    void addWorktree(Path directory, String branch, String use) throws IOException;

    /** The worktree that has a branch checked out. */
    Optional<Path> worktreeOf(String branch) throws IOException;

    /** The branch that a worktree has checked out; empty when it shows a commit. */
    Optional<String> branchOf(Path worktree) throws IOException;

    /** Why nobody may remove a worktree: because somebody uses it, or wants it to stay; empty when one may. */
    Optional<String> lockOf(Path worktree) throws IOException;

    /** A worktree is used from now on. The lock of somebody who wants it to stay is as good, and is left. */
    void use(Path worktree, String use) throws IOException;

    /** A worktree is not used any more. The lock of somebody who wants it to stay is left. */
    void release(Path worktree) throws IOException;

    /**
     * Commits all that is in a worktree, except what the repository ignores, and lets its branch point there. A worktree in which nothing has
     * changed gets no commit.
     *
     * @return the last commit of the branch
     */
    String commitAll(Path worktree, String branch, Author author, String message) throws IOException, UnfinishedMerge;

    /** Commits all that is in a worktree without touching the worktree, its index or its branch. The same content is the same commit. */
    String snapshot(Path worktree) throws IOException;

    /** Whether a worktree has changes that are not committed, new files included. */
    boolean hasChanges(Path worktree) throws IOException;

    /** Puts two commits together, in memory. */
    Merge merge(String ours, String theirs) throws IOException;

    /** Makes a commit. */
    String commit(String tree, List<String> parents, Author author, String message) throws IOException;

    /** Where two commits parted. */
    Optional<String> mergeBase(String one, String other) throws IOException;

    /** What changed between two commits, by path from the root of the repository. A renamed file is two changes. */
    List<FileChange> changes(String from, String to) throws IOException;

    /** How many commits lead from one commit to another. */
    int commits(String from, String to) throws IOException;

    /** Whether all of a commit is in another. */
    boolean contains(String whole, String part) throws IOException;

    /** The first commit after another, along first parents, whose message has these lines. */
    Optional<String> find(String after, String upTo, List<String> lines) throws IOException;

    /** Keeps a text under a reference of its own, in place of an earlier one. */
    void keepText(String reference, String text) throws IOException;

    /** A text that was kept; empty when there is none. */
    Optional<String> text(String reference) throws IOException;

    /** Puts the files of a commit into a worktree, away from its branch; changes that are not committed are lost. */
    void show(Path worktree, String commit) throws IOException;

    /** Goes back to a branch; changes that are not committed are lost. */
    void showBranch(Path worktree, String branch) throws IOException;

    /** Removes a worktree with all that is in it, and its branch. */
    void remove(Path worktree, String branch) throws IOException;

    /**
     * Removes a worktree that is as its branch is, and then its branch. Fails, and changes nothing, when it has changes or is locked; a branch
     * that is elsewhere by then stays.
     *
     * @param commit where the branch is expected to be
     */
    void removeUnchanged(Path worktree, String branch, String commit) throws IOException;
}
