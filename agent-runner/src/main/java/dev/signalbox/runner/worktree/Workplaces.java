package dev.signalbox.runner.worktree;

import dev.signalbox.contracts.AttemptRef;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.attempt.AttemptOutcome;
import dev.signalbox.contracts.attempt.AttemptResult;
import dev.signalbox.contracts.attempt.Integration;
import dev.signalbox.contracts.attempt.IsolationOrder;
import dev.signalbox.contracts.attempt.StartAttempt;
import dev.signalbox.contracts.spec.Usage;
import dev.signalbox.runner.process.Workspaces;
import dev.signalbox.runner.worktree.port.CannotIsolate;
import dev.signalbox.runner.worktree.port.DirectoryCopies;
import dev.signalbox.runner.worktree.port.Repositories;
import dev.signalbox.runner.worktree.port.Repository;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Makes places for attempts to work in. Thread-safe; no attempt waits for the place of another. */
public final class Workplaces {
    private static final String IN_USE = "signalbox: in use by ";

    private static final int END_OF_A_RUN_ID = 24;

    private final String node;
    private final Workspaces workspaces;
    private final Path worktrees;
    private final QuotaGuard quota;
    private final Path copies;
    private final Repositories repositories;
    private final DirectoryCopies copying;
    private final MergeQueue queue;

    /**
     * @param node who uses the worktrees, for people
     * @param worktrees where worktrees are made
     * @param quota asked before a worktree or a copy is made
     * @param copies where copies of workspaces are made
     * @param threads starts a thread whenever there is none free
     */
    public Workplaces(
            String node,
            Workspaces workspaces,
            Path worktrees,
            QuotaGuard quota,
            Path copies,
            Repositories repositories,
            DirectoryCopies copying,
            Executor threads) {
        this.node = node;
        this.workspaces = workspaces;
        this.worktrees = worktrees;
        this.quota = quota;
        this.copies = copies;
        this.repositories = repositories;
        this.copying = copying;
        this.queue = new MergeQueue(threads);
    }

    /**
     * Makes a place for an attempt, unless an earlier one has done all there is to do.
     *
     * @throws CannotIsolate when the workspace has no such place to give
     */
    Preparation prepare(StartAttempt start, IsolationOrder order) throws IOException, CannotIsolate {
        Path workspace = workspaces.directory(start.attempt().workspace());
        return switch (order.rule().mode()) {
            case WORKTREE -> worktree(start, order, repositories.at(workspace));
            case DIRECTORY -> new Preparation.Prepared(copy(start.attempt(), workspace));
            case NONE -> throw new IllegalArgumentException("an attempt that is not isolated has no place of its own");
        };
    }

    private CopyPlace copy(AttemptRef attempt, Path workspace) throws IOException, CannotIsolate {
        quota.requireRoomForCopy();
        Path copy = copies.resolve(attempt.run().value()).resolve(directoryName(attempt));
        copying.copy(workspace, copy);
        return new CopyPlace(copy);
    }

    private Preparation worktree(StartAttempt start, IsolationOrder order, Repository repository)
            throws IOException, CannotIsolate {
        RunId run = start.attempt().run();
        String tip = branchOfRun(repository, run);
        String base = repository.commitOf(BranchNames.baseOf(run)).orElse(tip);
        Optional<String> merge = repository.find(
                base, tip, MergeMessage.marks(run, start.attempt().step()));
        if (merge.isPresent()) {
            return settled(start, repository, merge.get());
        }
        String resolved = order.resolves();
        return resolved == null ? fresh(start, order, repository, tip) : resolving(start, order, repository, resolved);
    }

    /** The branch of a run begins where its user is when its first attempt does. */
    private static String branchOfRun(Repository repository, RunId run) throws IOException, CannotIsolate {
        String branch = BranchNames.of(run);
        Optional<String> there = repository.commitOf(branch);
        if (there.isPresent()) {
            return there.get();
        }
        String head = repository
                .head()
                .orElseThrow(
                        () -> new CannotIsolate(
                                "the repository of the workspace has no commit yet, so that there is nothing to begin a worktree with"));
        if (repository.create(Map.of("refs/heads/" + branch, head, BranchNames.baseOf(run), head))) {
            return head;
        }
        return repository
                .commitOf(branch)
                .orElseThrow(() -> new IOException(
                        "the branch " + branch + " cannot be created: " + BranchNames.baseOf(run) + " is in the way"));
    }

    private Preparation fresh(StartAttempt start, IsolationOrder order, Repository repository, String tip)
            throws IOException, CannotIsolate {
        AttemptRef attempt = start.attempt();
        quota.requireRoomForWorktree();
        String branch = BranchNames.of(attempt, start.agent());
        Path directory = directory(attempt);
        repository.addWorktree(directory, branch, tip, use(attempt));
        return new Preparation.Prepared(new WorktreePlace(repository, queue, start, order, directory, branch, tip));
    }

    private Preparation resolving(StartAttempt start, IsolationOrder order, Repository repository, String branch)
            throws IOException, CannotIsolate {
        String commit = repository
                .commitOf(branch)
                .orElseThrow(() -> new CannotIsolate("the branch " + branch + " whose work is to be merged is gone"));
        Optional<Path> known = repository.worktreeOf(branch);
        Path directory = known.orElseGet(() -> directory(start.attempt()));
        if (known.isPresent()) {
            repository.use(directory, use(start.attempt()));
        } else {
            // Not counted against the quota: it is the way to a worktree less.
            repository.addWorktree(directory, branch, use(start.attempt()));
        }
        return new Preparation.Resolving(
                new WorktreePlace(repository, queue, start, order, directory, branch, commit), success(null, null));
    }

    private static Preparation settled(StartAttempt start, Repository repository, String merge) throws IOException {
        String into = BranchNames.of(start.attempt().run());
        String tip = repository.commitOf(merge + "^1").orElse(merge);
        String commit = repository.commitOf(merge + "^2").orElse(merge);
        BranchWork work = BranchWork.of(repository, BranchNames.of(start.attempt(), start.agent()), into, tip, commit);
        @Nullable
        String output = start.outputLimit() == 0
                ? null
                : repository
                        .text(BranchNames.outputOf(
                                start.attempt().run(), start.attempt().step()))
                        .orElse(null);
        Integration how = work.merged(merge, List.of()).withoutBranch();
        return new Preparation.Settled(
                success("an earlier attempt has done it, whose runner ended before it could say so", output), how);
    }

    private static AttemptResult success(@Nullable String message, @Nullable String output) {
        return new AttemptResult(AttemptOutcome.SUCCEEDED, null, null, message, Usage.NONE, 0, output);
    }

    private Path directory(AttemptRef attempt) {
        return worktrees.resolve(attempt.run().value()).resolve(directoryName(attempt));
    }

    /** The name tells worktrees apart in the repository, too, where all runs are together. */
    private static String directoryName(AttemptRef attempt) {
        return BranchNames.levelOf(attempt.step()) + "-" + attempt.attempt() + "-"
                + attempt.run().value().substring(END_OF_A_RUN_ID);
    }

    /** Whether a worktree with this lock is one that an attempt works in. */
    public static boolean isUse(String lock) {
        return lock.startsWith(IN_USE);
    }

    private String use(AttemptRef attempt) {
        return IN_USE + node + ", for attempt " + attempt.attempt() + " at step " + attempt.step() + " of run "
                + attempt.run();
    }
}
