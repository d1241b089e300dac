package dev.signalbox.runner.worktree.adapter;

import dev.signalbox.runner.worktree.port.CannotIsolate;
import dev.signalbox.runner.worktree.port.Repositories;
import dev.signalbox.runner.worktree.port.Repository;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/**
 * The worktrees that an earlier process of this node has left, before this one takes any work. Nobody uses them any more. One is removed
 * when nothing would be lost with it: it has no changes, and all its commits are in the branch of its run.
 */
public final class LeftWorktrees {
    private static final Logger LOG = Logger.getLogger(LeftWorktrees.class);
    private static final Pattern BRANCH = Pattern.compile("ws/.+-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})-\\d+");

    private final Path root;
    private final Repositories repositories;

    /** @param root where worktrees are made: a directory for each run, and in it one for each attempt */
    public LeftWorktrees(Path root, Repositories repositories) {
        this.root = root;
        this.repositories = repositories;
    }

    /** Looks at all of them once. One that cannot be looked at is left as it is. */
    public void settle() {
        try {
            for (Path run : directories(root)) {
                for (Path worktree : directories(run)) {
                    settle(worktree);
                }
                if (directories(run).isEmpty()) {
                    Files.deleteIfExists(run);
                }
            }
        } catch (IOException e) {
            LOG.warnf("the worktrees in %s cannot be read: %s", root, e.getMessage());
        }
    }

    private void settle(Path worktree) {
        try {
            Repository repository = repositories.at(worktree);
            repository.release(worktree);
            Optional<String> branch = repository.branchOf(worktree);
            if (branch.isPresent() && !repository.hasChanges(worktree) && isMerged(repository, branch.get())) {
                repository.remove(worktree, branch.get());
            } else {
                LOG.infof("the worktree %s of an earlier run has work that is not merged; it is kept", worktree);
            }
        } catch (IOException | CannotIsolate e) {
            LOG.warnf("the worktree %s of an earlier run is left as it is: %s", worktree, e.getMessage());
        }
    }

    private static boolean isMerged(Repository repository, String branch) throws IOException {
        Matcher name = BRANCH.matcher(branch);
        if (!name.matches()) {
            return false;
        }
        Optional<String> work = repository.commitOf(branch);
        Optional<String> whole = repository.commitOf("signalbox/" + name.group(1));
        return work.isPresent() && whole.isPresent() && repository.contains(whole.get(), work.get());
    }

    private static List<Path> directories(Path parent) throws IOException {
        List<Path> found = new ArrayList<>();
        if (Files.isDirectory(parent)) {
            try (DirectoryStream<Path> inside = Files.newDirectoryStream(parent, Files::isDirectory)) {
                inside.forEach(found::add);
            }
        }
        return found;
    }
}
