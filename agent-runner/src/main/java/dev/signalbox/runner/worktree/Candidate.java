package dev.signalbox.runner.worktree;

import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.attempt.StartAttempt;
import dev.signalbox.runner.worktree.port.Author;
import dev.signalbox.runner.worktree.port.Repository;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * A branch that waits to be merged, with the worktree it was made in. Its gates have passed on what is in it. It goes away by itself when
 * its attempt is stopped, except while it is held. Its verdict is given once. Thread-safe.
 */
final class Candidate {
    private final StartAttempt start;
    private final Repository repository;
    private final Path worktree;
    private final String branch;
    private final String commit;
    private final @Nullable String output;
    private final Gates gates;
    private final GateRun passed;
    private final Stopping stopping;
    private final CompletableFuture<Verdict> verdict = new CompletableFuture<>();
    private boolean held;

    /**
     * @param commit the last commit of the branch
     * @param output what the attempt answers to the steps that need it; null when nobody does
     * @param gates run in the worktree
     * @param passed how they ended on what is in the branch
     */
    Candidate(
            StartAttempt start,
            Repository repository,
            Path worktree,
            String branch,
            String commit,
            @Nullable String output,
            Gates gates,
            GateRun passed,
            Stopping stopping) {
        this.start = start;
        this.repository = repository;
        this.worktree = worktree;
        this.branch = branch;
        this.commit = commit;
        this.output = output;
        this.gates = gates;
        this.passed = passed;
        this.stopping = stopping;
    }

    Repository repository() {
        return repository;
    }

    /** The branch of its run. */
    String into() {
        return BranchNames.of(start.attempt().run());
    }

    String commit() {
        return commit;
    }

    StepId step() {
        return start.attempt().step();
    }

    /** Whether both must pass the same gates, run in the same way. */
    boolean isVerifiedLike(Candidate other) {
        return gates.isEmpty()
                ? other.gates.isEmpty()
                : gates.areLike(other.gates)
                        && start.environment().equals(other.start.environment())
                        && Objects.equals(start.access(), other.start.access())
                        && Objects.equals(start.resources(), other.start.resources());
    }

    boolean hasGates() {
        return !gates.isEmpty();
    }

    /** How its gates ended on what is in it. */
    GateRun passed() {
        return passed;
    }

    /** Whether a commit has the work of its step. */
    boolean isIn(String tip) throws IOException {
        Optional<String> base =
                repository.commitOf(BranchNames.baseOf(start.attempt().run()));
        return base.isPresent()
                && repository
                        .find(
                                base.get(),
                                tip,
                                MergeMessage.marks(start.attempt().run(), step()))
                        .isPresent();
    }

    /** Makes the commit that says that it was merged. */
    String mergedInto(String tip, String tree) throws IOException {
        Author author = MergeMessage.author(start);
        return repository.commit(tree, List.of(tip, commit), author, MergeMessage.ofMerge(start));
    }

    /** Runs its gates on a commit, in its worktree, while it is held. */
    GateRun check(String merge) throws IOException {
        repository.show(worktree, merge);
        GateRun run = gates.check();
        repository.showBranch(worktree, branch);
        return run;
    }

    /** Keeps what its attempt answers: an attempt that finds it merged cannot know it otherwise. */
    void keepOutput() throws IOException {
        if (output != null) {
            repository.keepText(BranchNames.outputOf(start.attempt().run(), step()), output);
        }
    }

    /** Says something in the output of its attempt, unless it has gone away. */
    void tell(String sentence) {
        if (hold()) {
            gates.remark(sentence);
            release();
        }
    }

    /** Keeps it from going away. Answers false when it is decided already. */
    synchronized boolean hold() {
        withdrawIfStopped();
        held = !verdict.isDone();
        return held;
    }

    /** Lets it go away again. */
    synchronized void release() {
        held = false;
        withdrawIfStopped();
    }

    /** Its attempt was stopped: it goes away, as soon as it is not held. */
    synchronized void withdraw() {
        if (!held) {
            withdrawIfStopped();
        }
    }

    private void withdrawIfStopped() {
        if (stopping.isStopped()) {
            verdict.complete(new Verdict.Withdrawn());
        }
    }

    boolean isStopped() {
        return stopping.isStopped();
    }

    boolean isDecided() {
        return verdict.isDone();
    }

    void decide(Verdict how) {
        verdict.complete(how);
    }

    /** Waits until it is decided. */
    Verdict verdict() throws InterruptedIOException {
        stopping.whenStopped(this::withdraw);
        try {
            return verdict.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the runner was stopped");
        } catch (ExecutionException e) {
            throw new IllegalStateException("a verdict is never an exception", e);
        }
    }
}
