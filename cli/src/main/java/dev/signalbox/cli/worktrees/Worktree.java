package dev.signalbox.cli.worktrees;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A worktree that an attempt has, or had.
 *
 * @param path where it is
 * @param branch its branch
 * @param commit the last commit of that
 * @param run the run of the attempt
 * @param attempt which try it is
 * @param lock why nobody may remove it; null when somebody may
 */
record Worktree(
        String path,
        String branch,
        String commit,
        String run,
        int attempt,
        @Nullable String lock) {
    private static final String BRANCHES = "refs/heads/";
    private static final String IN_USE = "signalbox: in use by ";
    private static final Pattern BRANCH =
            Pattern.compile("ws/.+-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})-(\\d{1,9})");

    /** Reads what {@code git worktree list --porcelain -z} prints. Worktrees of others are left out. */
    static List<Worktree> read(String porcelain) {
        List<Worktree> found = new ArrayList<>();
        for (String record : porcelain.split("\0\0", -1)) {
            String path = "";
            String branch = "";
            String commit = "";
            String lock = null;
            for (String line : record.split("\0", -1)) {
                path = line.startsWith("worktree ") ? line.substring("worktree ".length()) : path;
                branch = line.startsWith("branch " + BRANCHES)
                        ? line.substring("branch ".length() + BRANCHES.length())
                        : branch;
                commit = line.startsWith("HEAD ") ? line.substring("HEAD ".length()) : commit;
                lock = line.equals("locked") || line.startsWith("locked ")
                        ? line.substring("locked".length()).strip()
                        : lock;
            }
            of(path, branch, commit, lock).ifPresent(found::add);
        }
        return found;
    }

    private static Optional<Worktree> of(String path, String branch, String commit, @Nullable String lock) {
        Matcher name = BRANCH.matcher(branch);
        return name.matches()
                ? Optional.of(new Worktree(path, branch, commit, name.group(1), Integer.parseInt(name.group(2)), lock))
                : Optional.empty();
    }

    /** Whether a runner uses it. */
    boolean isInUse() {
        return lock != null && isUse(lock);
    }

    /** Whether this is what a runner writes on the lock of a worktree that it uses. */
    static boolean isUse(String reason) {
        return reason.startsWith(IN_USE);
    }

    /** Whether somebody wants it to stay. */
    boolean isKept() {
        return lock != null && !isInUse();
    }

    /** The branch in which the work of its run comes together. */
    String into() {
        return "signalbox/" + run;
    }
}
