package dev.signalbox.runner.worktree;

import dev.signalbox.runner.worktree.port.Merge;
import dev.signalbox.runner.worktree.port.Repository;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Branches of one run that are merged together. They are merged one behind the other in memory, in their order, each as a commit of its own;
 * the gates run once, on the last one; then the branch of the run is moved to it, from the commit that was looked at, by one
 * compare-and-swap. So the branch has what it would have had if they had been merged one by one, and a crash at any line leaves all of them
 * merged or none.
 *
 * <p>A branch that conflicts with those before it is left out. When a gate fails, the first branch that makes it fail is searched by halving;
 * those before it are merged, and those behind it are looked at anew. Used by one thread.
 */
final class Batch {
    private final List<Candidate> candidates;
    private final Repository repository;
    private final String into;

    /** @param candidates at least one; of one run, of different steps, with the same gates, in their order */
    Batch(List<Candidate> candidates) {
        this.candidates = List.copyOf(candidates);
        this.repository = candidates.getFirst().repository();
        this.into = candidates.getFirst().into();
    }

    /**
     * A branch, merged in memory with those before it.
     *
     * @param position its place among the candidates
     */
    private record Link(int position, Candidate candidate, String merge, String tree) {}

    /** A branch that cannot be merged with those before it. */
    private record Conflict(int position, Candidate candidate, List<String> paths) {}

    /** @param tip the commit of the run's branch that it begins with */
    private record Chain(String tip, List<Link> links, List<Conflict> conflicts) {}

    /**
     * Decides about as many as can be decided about, the first one at least, unless it went away or somebody else has moved the branch.
     *
     * @return those that are still open, in their order
     */
    List<Candidate> integrate() {
        try {
            decide();
        } catch (Disturbed e) {
            // the others are looked at again
        } catch (IOException e) {
            candidates.forEach(candidate -> candidate.decide(new Verdict.Failed(e)));
        } catch (RuntimeException e) {
            IOException why = new IOException(e.getMessage(), e);
            candidates.forEach(candidate -> candidate.decide(new Verdict.Failed(why)));
        }
        return candidates.stream().filter(candidate -> !candidate.isDecided()).toList();
    }

    private void decide() throws IOException, Disturbed {
        Chain chain = chain();
        Verification verification = new Verification(chain.links());
        int good = Halving.longestPassing(chain.links().size(), verification);
        if (good > 0 && !moved(chain.tip(), chain.links().subList(0, good), verification.adviceOf(good))) {
            return;
        }
        int end = candidates.size();
        if (good < chain.links().size()) {
            Link culprit = chain.links().get(good);
            culprit.candidate().decide(new Verdict.Broken(verification.failureOf(good + 1)));
            end = culprit.position();
        }
        for (Conflict conflict : chain.conflicts()) {
            if (conflict.position() < end) {
                conflict.candidate().decide(new Verdict.Conflicting(conflict.paths()));
            }
        }
    }

    private Chain chain() throws IOException {
        String tip = repository
                .commitOf(into)
                .orElseThrow(() -> new IOException("the branch " + into + " of the run is gone"));
        List<Link> links = new ArrayList<>();
        List<Conflict> conflicts = new ArrayList<>();
        String end = tip;
        for (int position = 0; position < candidates.size(); position++) {
            Candidate candidate = candidates.get(position);
            try {
                if (candidate.isIn(tip)) {
                    candidate.decide(new Verdict.Superseded());
                    continue;
                }
                switch (repository.merge(end, candidate.commit())) {
                    case Merge.Conflict(List<String> paths) -> conflicts.add(new Conflict(position, candidate, paths));
                    case Merge.Clean(String tree) -> {
                        end = candidate.mergedInto(end, tree);
                        links.add(new Link(position, candidate, end, tree));
                    }
                }
            } catch (IOException e) {
                candidate.decide(new Verdict.Failed(e));
            }
        }
        return new Chain(tip, links, conflicts);
    }

    /** Runs the gates on the first so many links together. */
    private final class Verification implements Halving.Trial {
        private final List<Link> links;
        private final Map<Integer, GateRun> runs = new HashMap<>();

        Verification(List<Link> links) {
            this.links = links;
        }

        String failureOf(int length) {
            return Objects.requireNonNull(runOf(length).failure(), "it has passed");
        }

        List<String> adviceOf(int length) {
            return runOf(length).advice();
        }

        private GateRun runOf(int length) {
            return Objects.requireNonNull(runs.get(length), "it was not tried");
        }

        @Override
        public boolean passes(int length) throws IOException, Disturbed {
            Link last = links.get(length - 1);
            GateRun run = !last.candidate().hasGates() || hasPassed(last)
                    ? last.candidate().passed()
                    : run(links.subList(0, length), last.merge());
            runs.put(length, run);
            return run.failure() == null;
        }

        /** When nobody came in between, the gates have run on the same files before. */
        private boolean hasPassed(Link link) throws IOException {
            return link.tree().equals(repository.treeOf(link.candidate().commit()));
        }

        /** The gates run where the first one was made. */
        private GateRun run(List<Link> together, String merge) throws Disturbed {
            if (together.stream().anyMatch(link -> link.candidate().isStopped())) {
                throw new Disturbed();
            }
            tell(together);
            Candidate first = together.getFirst().candidate();
            if (!first.hold()) {
                throw new Disturbed();
            }
            GateRun run;
            try {
                run = first.check(merge);
            } catch (IOException e) {
                first.decide(new Verdict.Failed(e));
                throw new Disturbed();
            } finally {
                first.release();
            }
            if (run.failure() != null && first.isStopped()) {
                throw new Disturbed();
            }
            return run;
        }

        private void tell(List<Link> together) {
            if (together.size() > 1) {
                String steps = together.stream()
                        .map(link -> link.candidate().step().value())
                        .collect(Collectors.joining(", "));
                String sentence = "the gates run on the work of " + together.size() + " steps together: " + steps
                        + "; what they print is with the first one";
                together.forEach(link -> link.candidate().tell(sentence));
            }
        }
    }

    private boolean moved(String tip, List<Link> links, List<String> advice) throws IOException, Disturbed {
        List<Candidate> held = new ArrayList<>();
        try {
            for (Link link : links) {
                if (!link.candidate().hold()) {
                    throw new Disturbed();
                }
                held.add(link.candidate());
            }
            for (Candidate candidate : held) {
                candidate.keepOutput();
            }
            if (!repository.move(into, tip, links.getLast().merge())) {
                return false;
            }
            links.forEach(link -> link.candidate().decide(new Verdict.Merged(link.merge(), advice)));
            return true;
        } finally {
            held.forEach(Candidate::release);
        }
    }
}
