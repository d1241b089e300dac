package dev.signalbox.runner.worktree;

import dev.signalbox.contracts.StepId;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;

/**
 * Merges the branches that wait for one branch, in the order in which they came: those that wait together and have the same gates as one
 * batch, and one batch at a time. Those that come meanwhile are the next batch. Thread-safe.
 */
final class MergeQueue {
    private final Executor threads;
    private final Map<String, Deque<Candidate>> lines = new HashMap<>();

    /** @param threads starts a thread whenever there is none free */
    MergeQueue(Executor threads) {
        this.threads = threads;
    }

    /** Waits until it is decided what becomes of a branch. */
    Verdict await(Candidate candidate) throws InterruptedIOException {
        String line = candidate.repository().key() + " " + candidate.into();
        if (enter(line, candidate)) {
            threads.execute(() -> work(line));
        }
        return candidate.verdict();
    }

    /** How many are waiting, those that are being looked at not among them. */
    synchronized int waiting() {
        return lines.values().stream().mapToInt(Deque::size).sum();
    }

    /** Answers whether nobody works on the line yet. */
    private synchronized boolean enter(String line, Candidate candidate) {
        boolean first = !lines.containsKey(line);
        lines.computeIfAbsent(line, _ -> new ArrayDeque<>()).add(candidate);
        return first;
    }

    private void work(String line) {
        List<Candidate> batch = next(line);
        try {
            while (!batch.isEmpty()) {
                giveBack(line, new Batch(batch).integrate());
                batch = next(line);
            }
        } finally {
            if (!batch.isEmpty()) {
                giveUp(line, batch);
            }
        }
    }

    /** An error of the program: nobody must wait for ever. */
    private synchronized void giveUp(String line, List<Candidate> batch) {
        Verdict failed = new Verdict.Failed(new IOException("the merge queue has failed"));
        batch.forEach(candidate -> candidate.decide(failed));
        lines.getOrDefault(line, new ArrayDeque<>()).forEach(candidate -> candidate.decide(failed));
        lines.remove(line);
    }

    /** Takes the first, and those behind it that are verified like it and are of other steps; at the end of the line, nobody. */
    private synchronized List<Candidate> next(String line) {
        Deque<Candidate> waiting = lines.getOrDefault(line, new ArrayDeque<>());
        List<Candidate> batch = new ArrayList<>();
        Set<StepId> steps = new HashSet<>();
        while (!waiting.isEmpty()) {
            Candidate candidate = waiting.getFirst();
            if (!candidate.isDecided()) {
                boolean alike = batch.isEmpty() || candidate.isVerifiedLike(batch.getFirst());
                if (!alike || !steps.add(candidate.step())) {
                    return batch;
                }
                batch.add(candidate);
            }
            waiting.removeFirst();
        }
        if (batch.isEmpty()) {
            lines.remove(line);
        }
        return batch;
    }

    private synchronized void giveBack(String line, List<Candidate> left) {
        lines.computeIfPresent(line, (_, waiting) -> {
            left.reversed().forEach(waiting::addFirst);
            return waiting;
        });
    }
}
