package dev.signalbox.runner.worktree;

import dev.signalbox.contracts.attempt.AttemptOutcome;
import dev.signalbox.contracts.attempt.AttemptResult;
import dev.signalbox.contracts.attempt.Integration;
import dev.signalbox.contracts.attempt.IntegrationState;
import dev.signalbox.contracts.attempt.IsolationOrder;
import dev.signalbox.contracts.attempt.StartAttempt;
import dev.signalbox.contracts.spec.OutsideClaim;
import dev.signalbox.runner.worktree.port.Author;
import dev.signalbox.runner.worktree.port.Repository;
import dev.signalbox.runner.worktree.port.UnfinishedMerge;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A worktree on a branch of its own. Its work is merged into the branch of its run by the queue of that branch, or kept for somebody who
 * decides.
 */
final class WorktreePlace implements Workplace {
    private static final int MOST_PATHS_IN_A_SENTENCE = 5;

    private final Repository repository;
    private final MergeQueue queue;
    private final StartAttempt start;
    private final IsolationOrder order;
    private final Path worktree;
    private final String branch;
    private final String into;
    private final String began;

    /** @param began the commit that the branch began with */
    WorktreePlace(
            Repository repository,
            MergeQueue queue,
            StartAttempt start,
            IsolationOrder order,
            Path worktree,
            String branch,
            String began) {
        this.repository = repository;
        this.queue = queue;
        this.start = start;
        this.order = order;
        this.worktree = worktree;
        this.branch = branch;
        this.into = BranchNames.of(start.attempt().run());
        this.began = began;
    }

    @Override
    public Path directory() {
        return worktree.resolve(repository.prefix());
    }

    Path worktree() {
        return worktree;
    }

    Repository repository() {
        return repository;
    }

    @Override
    public AttemptResult finish(AttemptResult result, Gates gates, Stopping stopping) throws IOException {
        if (result.outcome() != AttemptOutcome.SUCCEEDED || stopping.isStopped()) {
            return abandon(result);
        }
        BranchWork work;
        try {
            work = work(repository.commitAll(worktree, branch, author(), MergeMessage.ofWork(start)));
        } catch (UnfinishedMerge e) {
            repository.release(worktree);
            return result.failedFor(String.valueOf(e.getMessage()), unfinished(e.paths()));
        }
        List<String> outside = outside(work);
        String forbidden = outside.isEmpty() ? null : "it changed files outside its write scope: " + list(outside);
        if (forbidden != null && outsideRule() != OutsideClaim.WARN) {
            IntegrationState state = outsideRule() == OutsideClaim.HOLD ? IntegrationState.HELD : IntegrationState.KEPT;
            return keep(work, result, forbidden, state, outside, List.of(), null);
        }
        GateRun run = gates.check();
        String failure = run.failure();
        if (failure != null && stopping.isStopped()) {
            return abandon(result);
        }
        if (failure != null) {
            return keep(
                    work,
                    result,
                    "gate " + failure,
                    order.resolves() == null ? IntegrationState.KEPT : IntegrationState.BROKEN_BY_MERGE,
                    outside,
                    List.of(),
                    failure);
        }
        AttemptResult told = forbidden == null ? result : result.withMessage(joined(result.message(), forbidden));
        return work.isEmpty() ? leaveEmpty(run.advise(told), work) : merge(told, work, outside, gates, run, stopping);
    }

    private BranchWork work(String commit) throws IOException {
        return BranchWork.of(repository, branch, into, tip(), commit);
    }

    private String tip() throws IOException {
        return repository
                .commitOf(into)
                .orElseThrow(() -> new IOException("the branch " + into + " of the run is gone"));
    }

    private List<String> outside(BranchWork work) {
        return order.resolves() != null
                ? List.of()
                : new ClaimCheck(start.files(), repository.prefix()).outside(work.files());
    }

    private OutsideClaim outsideRule() {
        OutsideClaim rule = order.rule().outsideClaim();
        return rule == null ? OutsideClaim.WARN : rule;
    }

    private AttemptResult merge(
            AttemptResult result, BranchWork work, List<String> outside, Gates gates, GateRun run, Stopping stopping)
            throws IOException {
        Candidate candidate = new Candidate(
                start, repository, worktree, branch, work.commit(), result.output(), gates, run, stopping);
        return switch (queue.await(candidate)) {
            case Verdict.Merged(String merge, List<String> advice) ->
                merged(run.advise(result, advice), work, merge, outside);
            case Verdict.Conflicting(List<String> paths) ->
                keep(
                        work,
                        result,
                        "its work cannot be merged with what was merged before: conflicts in " + list(paths),
                        IntegrationState.MERGE_CONFLICT,
                        outside,
                        paths,
                        null);
            case Verdict.Broken(String failure) ->
                keep(
                        work,
                        result,
                        "together with what was merged before, gate " + failure,
                        IntegrationState.BROKEN_BY_MERGE,
                        outside,
                        List.of(),
                        failure);
            case Verdict.Superseded _ -> supersede(run.advise(result), work);
            case Verdict.Withdrawn _ -> abandon(run.advise(result));
            case Verdict.Failed(IOException why) -> throw new IOException(why.getMessage(), why);
        };
    }

    private AttemptResult merged(AttemptResult result, BranchWork work, String merge, List<String> outside) {
        return result.integrated(work.merged(merge, outside)).withMessage(joined(result.message(), tidyUp()));
    }

    private AttemptResult leaveEmpty(AttemptResult result, BranchWork work) {
        return result.integrated(work.unchanged()).withMessage(joined(result.message(), tidyUp()));
    }

    /** Nothing is lost with the worktree any more; when it cannot be removed, somebody should know, and that is all. */
    private @Nullable String tidyUp() {
        try {
            repository.release(worktree);
            if (repository.lockOf(worktree).isPresent()) {
                return "its worktree stays, because somebody keeps it";
            }
            repository.remove(worktree, branch);
            return null;
        } catch (IOException e) {
            return "its worktree could not be removed: " + e.getMessage();
        }
    }

    /** Another attempt was faster, because this one was thought to be lost. */
    private AttemptResult supersede(AttemptResult result, BranchWork work) throws IOException {
        repository.release(worktree);
        return result.integrated(work.kept(IntegrationState.KEPT, directory(), List.of(), List.of(), null))
                .withMessage(joined(
                        result.message(),
                        "the work of another attempt is merged already; that of this one is left on branch " + branch));
    }

    private AttemptResult keep(
            BranchWork work,
            AttemptResult result,
            String told,
            IntegrationState state,
            List<String> outside,
            List<String> conflicts,
            @Nullable String gate)
            throws IOException {
        repository.release(worktree);
        return result.failedFor(told, work.kept(state, directory(), outside, conflicts, gate));
    }

    private Integration unfinished(List<String> paths) throws IOException {
        String commit = repository.commitOf(branch).orElse(began);
        IntegrationState state = order.resolves() == null ? IntegrationState.KEPT : IntegrationState.MERGE_CONFLICT;
        return work(commit).kept(state, directory(), List.of(), paths, null);
    }

    @Override
    public AttemptResult abandon(AttemptResult result) throws IOException {
        repository.release(worktree);
        String commit = repository.commitOf(branch).orElse(began);
        if (order.resolves() == null && commit.equals(began) && !repository.hasChanges(worktree)) {
            String remark = tidyUp();
            return remark == null ? result : result.withMessage(joined(result.message(), remark));
        }
        return result.integrated(work(commit).kept(IntegrationState.KEPT, directory(), List.of(), List.of(), null));
    }

    private Author author() {
        return MergeMessage.author(start);
    }

    private static String list(List<String> paths) {
        String first = paths.stream().limit(MOST_PATHS_IN_A_SENTENCE).collect(Collectors.joining(", "));
        int more = paths.size() - MOST_PATHS_IN_A_SENTENCE;
        return more > 0 ? first + " and " + more + " more" : first;
    }

    private static @Nullable String joined(@Nullable String first, @Nullable String second) {
        return first == null ? second : second == null ? first : first + "; " + second;
    }
}
