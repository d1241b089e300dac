package dev.signalbox.runner.worktree.adapter;

import dev.signalbox.runner.worktree.BranchNames;
import dev.signalbox.runner.worktree.port.CannotIsolate;
import dev.signalbox.runner.worktree.port.LeftPlaces;
import dev.signalbox.runner.worktree.port.Repositories;
import dev.signalbox.runner.worktree.port.Repository;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The worktrees that attempts have left. One is removed when nothing would be lost with it: nobody has locked it, it has no changes, and
 * all its commits are in the branch of its run. Git itself looks once more before it removes one: what somebody has changed in it, or
 * committed on its branch, since it was looked at stays.
 */
public final class LeftWorktrees implements LeftPlaces {
    private static final Logger LOG = Logger.getLogger(LeftWorktrees.class);

    private final DiskPlaces places;
    private final Repositories repositories;

    public LeftWorktrees(DiskPlaces places, Repositories repositories) {
        this.places = places;
        this.repositories = repositories;
    }

    /**
     * Looks at what an earlier process of this node has left, before this one takes any work: no attempt uses it any more. One that cannot be
     * looked at is left as it is.
     */
    public void settle() {
        try {
            for (Path worktree : places.worktrees()) {
                endUse(worktree);
                if (!removedAsMerged(worktree)) {
                    LOG.infof("the worktree %s of an earlier run is kept", worktree);
                }
            }
            places.removeEmptyRuns();
        } catch (IOException e) {
            LOG.warnf("the worktrees of earlier runs cannot be read: %s", e.getMessage());
        }
    }

    @Override
    public int removeMerged(Need tooMany) throws IOException {
        int removed = 0;
        for (Path worktree : places.worktrees()) {
            if (!tooMany.isThere()) {
                break;
            }
            removed += removedAsMerged(worktree) ? 1 : 0;
        }
        places.removeEmptyRuns();
        return removed;
    }

    private void endUse(Path worktree) {
        try {
            repositories.at(worktree).release(worktree);
        } catch (IOException | CannotIsolate e) {
            LOG.warnf("the worktree %s of an earlier run cannot be unlocked: %s", worktree, e.getMessage());
        }
    }

    private boolean removedAsMerged(Path worktree) {
        try {
            Repository repository = repositories.at(worktree);
            if (repository.lockOf(worktree).isPresent()) {
                return false;
            }
            Optional<String> branch = repository.branchOf(worktree);
            Optional<String> work = branch.isPresent() ? mergedWork(repository, branch.get()) : Optional.empty();
            if (work.isEmpty() || repository.hasChanges(worktree)) {
                return false;
            }
            repository.removeUnchanged(worktree, branch.get(), work.get());
            return true;
        } catch (IOException | CannotIsolate e) {
            LOG.warnf("the worktree %s is left as it is: %s", worktree, e.getMessage());
            return false;
        }
    }

    /** The last commit of a branch, when it is in the branch of its run. */
    private static Optional<String> mergedWork(Repository repository, String branch) throws IOException {
        Optional<String> into = BranchNames.wholeOf(branch);
        if (into.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> work = repository.commitOf(branch);
        Optional<String> whole = repository.commitOf(into.get());
        return work.isPresent() && whole.isPresent() && repository.contains(whole.get(), work.get())
                ? work
                : Optional.empty();
    }
}
