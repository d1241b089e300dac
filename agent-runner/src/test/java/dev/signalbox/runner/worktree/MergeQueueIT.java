package dev.signalbox.runner.worktree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.signalbox.contracts.AgentId;
import dev.signalbox.contracts.AttemptRef;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.WorkspaceId;
import dev.signalbox.contracts.attempt.AttemptOutcome;
import dev.signalbox.contracts.attempt.AttemptResult;
import dev.signalbox.contracts.attempt.IsolationOrder;
import dev.signalbox.contracts.attempt.StartAttempt;
import dev.signalbox.contracts.attempt.StartAttemptBuilder;
import dev.signalbox.contracts.spec.Gate;
import dev.signalbox.contracts.spec.Isolation;
import dev.signalbox.contracts.spec.IsolationRule;
import dev.signalbox.contracts.spec.Usage;
import dev.signalbox.runner.process.Workspaces;
import dev.signalbox.runner.support.Starts;
import dev.signalbox.runner.worktree.adapter.DiskPlaces;
import dev.signalbox.runner.worktree.adapter.GitRepositories;
import dev.signalbox.runner.worktree.adapter.Isolating;
import dev.signalbox.runner.worktree.adapter.LeftWorktrees;
import dev.signalbox.runner.worktree.adapter.PlainCopies;
import dev.signalbox.runner.worktree.adapter.UserRepository;
import dev.signalbox.runner.worktree.port.Repository;
import java.io.IOException;
import java.io.Serial;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With the real git: what a batch leaves in the branch of the run, how often the gates ran for it, and what a crash leaves. */
@Timeout(300)
class MergeQueueIT {
    private static final Gate GATE = new Gate("gate", List.of("check"), null);
    private static final AgentId AGENT = new AgentId("coder");
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    Path root;

    /** Passes when it holds for a directory with the work of several. */
    private Predicate<Path> check = directory -> true;

    private final AtomicInteger gateRuns = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @SuppressWarnings("NullAway.Init")
    private Site site;

    @BeforeEach
    void begin() throws Exception {
        site = new Site("site");
    }

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    @Test
    void those_that_come_while_the_gates_run_are_the_next_batch() throws Exception {
        CountDownLatch open = new CountDownLatch(1);
        check = directory -> isOpen(open);
        List<Candidate> all = site.candidates(9);
        MergeQueue queue = new MergeQueue(threads);
        List<Future<Verdict>> verdicts = allWaiting(queue, all);

        open.countDown();

        for (Future<Verdict> verdict : verdicts) {
            assertThat(verdict.get()).isInstanceOf(Verdict.Merged.class);
        }
        assertThat(site.mergedSteps()).containsExactly("s0", "s1", "s2", "s3", "s4", "s5", "s6", "s7", "s8");
        assertThat(gateRuns.get())
                .as("one for the first, one for the eight others")
                .isEqualTo(2);
    }

    @Test
    void one_that_is_stopped_while_it_waits_does_not_wait_any_longer() throws Exception {
        CountDownLatch open = new CountDownLatch(1);
        check = directory -> isOpen(open);
        List<Candidate> all = site.candidates(3);
        List<Future<Verdict>> verdicts = allWaiting(new MergeQueue(threads), all);

        site.stop(all.get(1));

        assertThat(verdicts.get(1).get()).isInstanceOf(Verdict.Withdrawn.class);
        open.countDown();
        assertThat(verdicts.get(2).get()).isInstanceOf(Verdict.Merged.class);
        assertThat(site.mergedSteps()).containsExactly("s0", "s2");
    }

    @Test
    void those_with_other_gates_are_a_batch_of_their_own() throws Exception {
        CountDownLatch open = new CountDownLatch(1);
        check = directory -> isOpen(open);
        Gate other = new Gate("other", List.of("check", "more"), null);
        List<Candidate> all = List.of(
                site.candidate("s0", null, GATE),
                site.candidate("s1", null, GATE),
                site.candidate("s2", null, other),
                site.candidate("s3", null, other),
                site.candidate("s4", null, GATE));
        List<Future<Verdict>> verdicts = allWaiting(new MergeQueue(threads), all);

        open.countDown();

        for (Future<Verdict> verdict : verdicts) {
            assertThat(verdict.get()).isInstanceOf(Verdict.Merged.class);
        }
        assertThat(site.mergedSteps()).containsExactly("s0", "s1", "s2", "s3", "s4");
        assertThat(gateRuns.get()).isEqualTo(4);
    }

    /** Each is good alone, also on what was merged before; s1 and s2 are a batch, and are not good together. */
    @Test
    void what_is_only_advice_on_a_batch_is_in_the_result_of_each_that_is_merged_with_it() throws Exception {
        CountDownLatch open = new CountDownLatch(1);
        check = directory -> !Files.exists(directory.resolve("before"))
                || (isOpen(open) && !(Files.exists(directory.resolve("s1")) && Files.exists(directory.resolve("s2"))));
        MergeQueue queue = new MergeQueue(threads);

        Future<AttemptResult> first = site.finished(queue, "s0", GATE.asAdvice());
        Awaitility.await().atMost(PATIENCE).until(() -> gateRuns.get() == 2);
        Future<AttemptResult> second = site.finished(queue, "s1", GATE.asAdvice());
        Awaitility.await().atMost(PATIENCE).until(() -> queue.waiting() == 1);
        Future<AttemptResult> third = site.finished(queue, "s2", GATE.asAdvice());
        Awaitility.await().atMost(PATIENCE).until(() -> queue.waiting() == 2);
        open.countDown();

        assertThat(first.get().message()).isNull();
        assertThat(List.of(second.get(), third.get())).allSatisfy(result -> {
            assertThat(result.outcome()).isEqualTo(AttemptOutcome.SUCCEEDED);
            assertThat(result.message())
                    .isEqualTo("only advice, together with what else is merged: gate gate: looked at");
        });
        assertThat(site.mergedSteps()).containsExactly("s0", "s1", "s2");
        assertThat(gateRuns.get()).as("one for each, and one for each batch").isEqualTo(5);
    }

    /** All come in their order, the others while the gates of the first one run. */
    private List<Future<Verdict>> allWaiting(MergeQueue queue, List<Candidate> all) {
        List<Future<Verdict>> verdicts = new ArrayList<>();
        for (Candidate candidate : all) {
            int before = verdicts.size();
            verdicts.add(threads.submit(() -> queue.await(candidate)));
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> before == 0 ? gateRuns.get() == 1 : queue.waiting() == before);
        }
        return verdicts;
    }

    private static boolean isOpen(CountDownLatch open) {
        try {
            return open.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Test
    void those_that_are_good_are_merged_one_behind_the_other_after_one_run_of_the_gates() throws Exception {
        List<Candidate> all = site.candidates(8);

        assertThat(new Batch(all).integrate()).isEmpty();

        assertThat(gateRuns.get()).isEqualTo(1);
        assertThat(site.mergedSteps()).containsExactly("s0", "s1", "s2", "s3", "s4", "s5", "s6", "s7");
        assertThat(all.getLast().verdict()).isEqualTo(new Verdict.Merged(site.tip(), List.of()));
        assertThat(site.user.git("rev-parse", site.tip() + "^2"))
                .isEqualTo(all.getLast().commit());
        assertThat(site.user.git("cat-file", "blob", "refs/signalbox/output/" + site.run + "/s3"))
                .isEqualTo("answer of s3");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 6, 7})
    void one_that_breaks_the_others_is_found_by_halving_and_the_others_are_merged(int bad) throws Exception {
        check = directory -> !Files.exists(directory.resolve("s" + bad));
        List<Candidate> all = site.candidates(8);

        integrate(all);

        assertThat(all.get(bad).verdict()).isInstanceOf(Verdict.Broken.class);
        assertThat(site.mergedSteps()).containsExactlyElementsOf(stepsBut(8, Set.of(bad)));
        assertThat(gateRuns.get()).as("all, log2 of 8, and those behind it").isLessThanOrEqualTo(1 + 3 + 1);
    }

    @Test
    void several_that_break_the_others_are_found_one_after_the_other() throws Exception {
        check = directory -> !Files.exists(directory.resolve("s1")) && !Files.exists(directory.resolve("s6"));
        List<Candidate> all = site.candidates(8);

        integrate(all);

        assertThat(all.get(1).verdict()).isInstanceOf(Verdict.Broken.class);
        assertThat(all.get(6).verdict()).isInstanceOf(Verdict.Broken.class);
        assertThat(site.mergedSteps()).containsExactlyElementsOf(stepsBut(8, Set.of(1, 6)));
    }

    /** s2 cannot be together with s0, s4 with nobody, and s5 changes the same line as s3. */
    @Test
    void the_branch_has_what_it_has_when_they_are_merged_one_by_one() throws Exception {
        check = directory -> !(Files.exists(directory.resolve("s2")) && Files.exists(directory.resolve("s0")))
                && !Files.exists(directory.resolve("s4"));
        Site other = new Site("other");

        List<Candidate> together = site.candidates(7, Map.of(3, "shared", 5, "shared"));
        integrate(together);
        List<Candidate> alone = other.candidates(7, Map.of(3, "shared", 5, "shared"));
        for (Candidate candidate : alone) {
            integrate(List.of(candidate));
        }

        assertThat(site.user.git("rev-parse", site.tip() + "^{tree}"))
                .isEqualTo(other.user.git("rev-parse", other.tip() + "^{tree}"));
        assertThat(site.mergedSteps()).isEqualTo(other.mergedSteps()).containsExactly("s0", "s1", "s3", "s6");
        for (int at = 0; at < 7; at++) {
            assertThat(together.get(at).verdict()).hasSameClassAs(alone.get(at).verdict());
        }
    }

    @Test
    void one_that_conflicts_is_left_out_and_the_others_are_merged() throws Exception {
        List<Candidate> all = site.candidates(4, Map.of(1, "shared", 2, "shared"));

        assertThat(new Batch(all).integrate()).isEmpty();

        assertThat(all.get(2).verdict()).isEqualTo(new Verdict.Conflicting(List.of("shared")));
        assertThat(site.mergedSteps()).containsExactly("s0", "s1", "s3");
        assertThat(gateRuns.get()).isEqualTo(1);
    }

    @Test
    void one_that_conflicts_only_with_one_that_is_not_merged_after_all_is_merged() throws Exception {
        check = directory -> !contains(directory.resolve("shared"), "s1");
        List<Candidate> all = site.candidates(4, Map.of(1, "shared", 2, "shared"));

        integrate(all);

        assertThat(all.get(1).verdict()).isInstanceOf(Verdict.Broken.class);
        assertThat(site.mergedSteps()).containsExactly("s0", "s2", "s3");
    }

    @Test
    void when_somebody_else_has_moved_the_branch_all_are_looked_at_again() throws Exception {
        List<Candidate> all = site.candidates(3);
        check = directory -> {
            if (gateRuns.get() == 1) {
                site.user.git("branch", "--force", site.into, site.commitOnTop("theirs"));
            }
            return true;
        };

        assertThat(new Batch(all).integrate()).isEqualTo(all);
        assertThat(new Batch(all).integrate()).isEmpty();

        assertThat(site.user.git("ls-tree", "--name-only", site.into).lines()).contains("theirs", "s0", "s1", "s2");
        assertThat(gateRuns.get()).isEqualTo(2);
    }

    @Test
    void one_that_is_stopped_meanwhile_is_left_out() throws Exception {
        List<Candidate> all = site.candidates(4);
        check = directory -> {
            site.stop(all.get(2));
            return true;
        };

        List<Candidate> left = new Batch(all).integrate();
        integrate(left);

        assertThat(all.get(2).verdict()).isInstanceOf(Verdict.Withdrawn.class);
        assertThat(site.mergedSteps()).containsExactly("s0", "s1", "s3");
    }

    @Test
    void the_one_in_whose_worktree_the_gates_run_breaks_nothing_by_being_stopped() throws Exception {
        List<Candidate> all = site.candidates(3);
        check = directory -> {
            if (gateRuns.get() > 1) {
                return true;
            }
            site.stop(all.getFirst());
            return false;
        };

        integrate(all);

        assertThat(all.getFirst().verdict()).isInstanceOf(Verdict.Withdrawn.class);
        assertThat(site.mergedSteps()).containsExactly("s1", "s2");
    }

    @Test
    void one_whose_worktree_is_gone_does_not_keep_the_others() throws Exception {
        List<Candidate> all = site.candidates(3);
        Files.delete(site.worktree("s0").resolve(".git"));

        integrate(all);

        assertThat(all.getFirst().verdict()).isInstanceOf(Verdict.Failed.class);
        assertThat(site.mergedSteps()).containsExactly("s1", "s2");
    }

    /** At each call of git, before it or after it: all are merged or none, nothing is lost, and the next attempts find it so. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_crash_at_any_line_leaves_the_truth(boolean afterTheCall) throws Exception {
        int line = 1;
        while (crashesAt(line, afterTheCall)) {
            line++;
        }

        assertThat(line).as("lines at which it can crash").isGreaterThan(15);
    }

    private boolean crashesAt(int line, boolean afterTheCall) throws Exception {
        Site crashing = new Site("crash-" + line);
        List<Candidate> all = crashing.candidates(3);
        crashing.killer.killAt(line, afterTheCall);

        Throwable crash = catchThrowable(() -> new Batch(all).integrate());

        crashing.killer.killAt(0, false);
        List<String> merged = crashing.mergedSteps();
        assertThat(merged).as("line %d", line).isIn(List.of(), List.of("s0", "s1", "s2"));
        for (Candidate candidate : all) {
            assertThat(crashing.user.git(
                            "merge-base",
                            candidate.commit(),
                            crashing.branch(candidate.step().value())))
                    .isEqualTo(candidate.commit());
        }
        crashing.recover();
        for (Candidate candidate : all) {
            Preparation next = crashing.nextAttempt(candidate.step().value());
            if (merged.isEmpty()) {
                assertThat(next).as("line %d", line).isInstanceOf(Preparation.Prepared.class);
                assertThat(crashing.user.git(
                                "rev-parse", crashing.branch(candidate.step().value())))
                        .isEqualTo(candidate.commit());
            } else {
                assertThat(next).as("line %d", line).isInstanceOf(Preparation.Settled.class);
                assertThat(((Preparation.Settled) next).result().output()).isEqualTo("answer of " + candidate.step());
            }
        }
        return crash instanceof Killed;
    }

    private static void integrate(List<Candidate> candidates) {
        List<Candidate> open = candidates;
        while (!open.isEmpty()) {
            open = new Batch(open).integrate();
        }
    }

    private static List<String> stepsBut(int count, Set<Integer> missing) {
        return IntStream.range(0, count)
                .filter(at -> !missing.contains(at))
                .mapToObj(at -> "s" + at)
                .toList();
    }

    private static boolean contains(Path file, String text) {
        try {
            return Files.exists(file) && Files.readString(file).contains(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The end of the process: nothing catches it, and nothing is called after it. */
    private static final class Killed extends Error {
        @Serial
        private static final long serialVersionUID = 1L;
    }

    /** Ends the process at the n-th call of git. */
    private static final class Killer {
        private int line;
        private boolean afterTheCall;
        private int calls;

        void killAt(int number, boolean after) {
            line = number;
            afterTheCall = after;
            calls = 0;
        }

        Repository around(Repository repository) {
            return (Repository) Proxy.newProxyInstance(
                    Repository.class.getClassLoader(),
                    new Class<?>[] {Repository.class},
                    (proxy, method, arguments) -> {
                        calls++;
                        if (line > 0 && (afterTheCall ? calls > line : calls >= line)) {
                            throw new Killed();
                        }
                        try {
                            Object answer = method.invoke(repository, arguments);
                            if (line > 0 && calls == line) {
                                throw new Killed();
                            }
                            return answer;
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    });
        }
    }

    /** A repository with the branch of a run that has been moved since those that are to be merged began. */
    private final class Site {
        final RunId run = new RunId(UUID.randomUUID().toString());
        final String into = BranchNames.of(run);
        final Killer killer = new Killer();
        final UserRepository user;
        private final Path directory;
        private final Repository repository;
        private final String begin;
        private final Map<String, StopSwitch> stops = new LinkedHashMap<>();

        Site(String name) throws Exception {
            directory = root.resolve(name);
            user = UserRepository.create(directory.resolve("shop"), "shared", "nobody\n");
            begin = user.git("rev-parse", "HEAD");
            repository = killer.around(repositories().at(user.directory()));
            repository.create(Map.of("refs/heads/" + into, begin, BranchNames.baseOf(run), begin));
            user.git("branch", "--force", into, commitOnTop("before"));
        }

        private static GitRepositories repositories() {
            return new GitRepositories("git", "/usr/bin:/bin:/usr/local/bin", "node-1", PATIENCE);
        }

        String commitOnTop(String file) {
            Path there = directory.resolve("top-" + file);
            user.git("worktree", "add", "--quiet", "--detach", there.toString(), into);
            try {
                Files.writeString(there.resolve(file), "x");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            UserRepository.gitIn(there, "add", "--all");
            UserRepository.gitIn(there, "commit", "--quiet", "--message", file);
            String commit = UserRepository.gitIn(there, "rev-parse", "HEAD");
            user.git("worktree", "remove", "--force", there.toString());
            return commit;
        }

        List<Candidate> candidates(int count) throws Exception {
            return candidates(count, Map.of());
        }

        /** Each writes a file of its own; some write that of another name as well. */
        List<Candidate> candidates(int count, Map<Integer, String> also) throws Exception {
            List<Candidate> all = new ArrayList<>();
            for (int at = 0; at < count; at++) {
                all.add(candidate("s" + at, also.get(at), GATE));
            }
            return all;
        }

        /** With a file of its own, which is not committed. */
        private Path begun(String step) throws Exception {
            Path worktree = worktree(step);
            repository.addWorktree(worktree, branch(step), begin, "signalbox: in use by a test");
            Files.writeString(worktree.resolve(step), "x");
            return worktree;
        }

        /** What becomes of an attempt whose agent has succeeded. */
        Future<AttemptResult> finished(MergeQueue queue, String step, Gate gate) throws Exception {
            Path worktree = begun(step);
            IsolationRule rule = new IsolationRule(Isolation.WORKTREE, List.of(gate), null, null);
            WorktreePlace place = new WorktreePlace(
                    repository, queue, start(step, 1), new IsolationOrder(rule, null), worktree, branch(step), begin);
            AttemptResult done = new AttemptResult(AttemptOutcome.SUCCEEDED, 0, null, null, Usage.NONE, 0);
            return threads.submit(() -> place.finish(done, gates(worktree, gate), stopOf(step)));
        }

        private Gates gates(Path worktree, Gate gate) {
            return new Gates(
                    List.of(gate),
                    _ -> {
                        gateRuns.incrementAndGet();
                        return AttemptResult.withoutProcess(
                                check.test(worktree) ? AttemptOutcome.SUCCEEDED : AttemptOutcome.FAILED, "looked at");
                    },
                    sentence -> {});
        }

        Candidate candidate(String step, @Nullable String also, Gate gate) throws Exception {
            Path worktree = begun(step);
            if (also != null) {
                Files.writeString(worktree.resolve(also), step + "\n");
            }
            StartAttempt start = start(step, 1);
            String commit = repository.commitAll(
                    worktree, branch(step), MergeMessage.author(start), MergeMessage.ofWork(start));
            return new Candidate(
                    start,
                    repository,
                    worktree,
                    branch(step),
                    commit,
                    "answer of " + step,
                    gates(worktree, gate),
                    new GateRun(null, List.of()),
                    stopOf(step));
        }

        Path worktree(String step) {
            return directory.resolve("worktrees").resolve(run.value()).resolve(step);
        }

        String branch(String step) {
            return BranchNames.of(start(step, 1).attempt(), AGENT);
        }

        private StartAttempt start(String step, int attempt) {
            AttemptRef ref = new AttemptRef(
                    new WorkspaceId(user.directory().toString()), run, new StepId(step), attempt, attempt);
            return StartAttemptBuilder.builder(Starts.shell(ref, "true"))
                    .agent(AGENT)
                    .outputLimit(100)
                    .build();
        }

        private StopSwitch stopOf(String step) {
            return stops.computeIfAbsent(step, _ -> new StopSwitch());
        }

        void stop(Candidate candidate) {
            stopOf(candidate.step().value()).stopped = true;
            candidate.withdraw();
        }

        String tip() {
            return user.git("rev-parse", into);
        }

        /** The steps whose merges the branch has, the first one first. */
        List<String> mergedSteps() {
            return user.git(
                            "log",
                            "--first-parent",
                            "--reverse",
                            "--format=%(trailers:key=Signalbox-Step,valueonly)",
                            into)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .toList();
        }

        /** What the next start of the runner does. */
        void recover() {
            new LeftWorktrees(
                            new DiskPlaces(directory.resolve("worktrees"), directory.resolve("copies")), repositories())
                    .settle();
        }

        Preparation nextAttempt(String step) throws Exception {
            Workplaces places = new Workplaces(
                    "node-1",
                    new Workspaces(Map.of(), directory.resolve("others")),
                    directory.resolve("worktrees"),
                    Isolating.unlimited(directory),
                    directory.resolve("copies"),
                    repositories(),
                    new PlainCopies(),
                    Runnable::run);
            IsolationRule rule = new IsolationRule(Isolation.WORKTREE, List.of(GATE), null, null);
            return places.prepare(start(step, 2), new IsolationOrder(rule, null));
        }
    }

    private static final class StopSwitch implements Stopping {
        private volatile boolean stopped;

        @Override
        public boolean isStopped() {
            return stopped;
        }

        @Override
        public void whenStopped(Runnable action) {
            if (stopped) {
                action.run();
            }
        }
    }
}
