package dev.signalbox.runner.worktree.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.contracts.AgentId;
import dev.signalbox.contracts.AttemptRef;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.WorkspaceId;
import dev.signalbox.contracts.attempt.AttemptOutcome;
import dev.signalbox.contracts.attempt.AttemptResult;
import dev.signalbox.contracts.attempt.FileChange;
import dev.signalbox.contracts.attempt.Integration;
import dev.signalbox.contracts.attempt.IntegrationState;
import dev.signalbox.contracts.attempt.IsolationOrder;
import dev.signalbox.contracts.attempt.MergeConflictForeseen;
import dev.signalbox.contracts.attempt.StartAttempt;
import dev.signalbox.contracts.attempt.StartAttemptBuilder;
import dev.signalbox.contracts.attempt.StopCause;
import dev.signalbox.contracts.spec.FileScope;
import dev.signalbox.contracts.spec.Gate;
import dev.signalbox.contracts.spec.Isolation;
import dev.signalbox.contracts.spec.IsolationRule;
import dev.signalbox.contracts.spec.OnMergeConflict;
import dev.signalbox.contracts.spec.OutsideClaim;
import dev.signalbox.runner.attempt.Assignment;
import dev.signalbox.runner.attempt.StopOrder;
import dev.signalbox.runner.attempt.Work;
import dev.signalbox.runner.support.Starts;
import dev.signalbox.runner.worktree.IsolatedAgent;
import dev.signalbox.runner.worktree.LivePlaces;
import dev.signalbox.runner.worktree.Radar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** With the real git: what a person finds in the repository afterwards. */
@Timeout(120)
class IsolatedAgentIT {
    private static final IsolationRule PLAIN = rule(null, null);
    private static final FileScope SRC = new FileScope(List.of(), List.of("src"));

    @TempDir
    Path root;

    private final RunId run = new RunId(UUID.randomUUID().toString());
    private final String into = "signalbox/" + run;
    private final ShellAgent shell = new ShellAgent();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(1);
    private final BlockingQueue<AttemptResult> ends = new LinkedBlockingQueue<>();
    private final LivePlaces live = new LivePlaces();
    private UserRepository user;
    private IsolatedAgent agent;
    private int attempts;

    @BeforeEach
    void create() {
        user = UserRepository.create(root.resolve("shop"), "src/a.txt", "one\ntwo\nthree\n", "src/b.txt", "b\n");
        agent = agent();
    }

    private IsolatedAgent agent() {
        return Isolating.agent(root, shell, Isolating.unlimited(root), live, threads, timer);
    }

    @AfterEach
    void close() {
        shell.close();
        threads.shutdownNow();
        timer.shutdownNow();
    }

    @Test
    void what_an_attempt_leaves_is_merged_into_the_branch_of_its_run() throws InterruptedException {
        String head = user.git("rev-parse", "HEAD");

        AttemptResult result = run("cache", PLAIN, "echo four >> src/a.txt; echo new > src/new.txt");

        assertThat(result.outcome()).isEqualTo(AttemptOutcome.SUCCEEDED);
        Integration how = integration(result);
        assertThat(how.state()).isEqualTo(IntegrationState.MERGED);
        assertThat(how.into()).isEqualTo(into);
        assertThat(how.files()).containsExactly(new FileChange("src/a.txt", 1, 0), new FileChange("src/new.txt", 1, 0));
        assertThat(user.show(into, "src/a.txt")).isEqualTo("one\ntwo\nthree\nfour");
        assertThat(user.show(into, "src/new.txt")).isEqualTo("new");
        assertThat(user.git("log", "-1", "--format=%B", into))
                .contains("Signalbox-Run: " + run, "Signalbox-Step: cache", "Signalbox-Attempt: 1");
        assertThat(user.git("rev-parse", "HEAD")).isEqualTo(head);
        assertThat(user.git("status", "--porcelain")).isEmpty();
        assertThat(user.git("worktree", "list").lines()).hasSize(1);
        assertThat(user.git("branch", "--list", "ws/*")).isEmpty();
    }

    @Test
    void the_checkout_of_the_user_is_never_touched() throws IOException, InterruptedException {
        user.write("src/a.txt", "half done\n");
        user.write("notes.txt", "mine\n");
        user.git("add", "src/a.txt");
        String before = user.git("status", "--porcelain");

        run("cache", PLAIN, "echo four >> src/b.txt");

        assertThat(user.git("status", "--porcelain")).isEqualTo(before);
        assertThat(Files.readString(user.directory().resolve("src/a.txt"))).isEqualTo("half done\n");
        assertThat(user.git("symbolic-ref", "HEAD")).isEqualTo("refs/heads/main");
    }

    @Test
    void commits_that_an_agent_made_itself_are_merged_with_what_it_left_lying() throws InterruptedException {
        AttemptResult result = run(
                "cache",
                PLAIN,
                "echo x > src/x.txt; git add -A; git -c user.name=a -c user.email=a@b commit -qm mine; git checkout -q --detach; echo y > src/y.txt");

        assertThat(result.outcome()).isEqualTo(AttemptOutcome.SUCCEEDED);
        assertThat(integration(result).commits()).isEqualTo(2);
        assertThat(user.show(into, "src/x.txt")).isEqualTo("x");
        assertThat(user.show(into, "src/y.txt")).isEqualTo("y");
    }

    @Test
    void an_attempt_begins_from_what_is_merged_so_far() throws InterruptedException {
        run("first", PLAIN, "echo first > src/first.txt");

        AttemptResult result = run("second", PLAIN, "cat src/first.txt > src/second.txt");

        assertThat(result.outcome()).isEqualTo(AttemptOutcome.SUCCEEDED);
        assertThat(user.show(into, "src/second.txt")).isEqualTo("first");
    }

    @Test
    void two_that_change_the_same_lines_conflict_and_nothing_is_overwritten() throws InterruptedException, IOException {
        AttemptResult[] both = together("sed -i s/two/mine/ src/a.txt", "sed -i s/two/yours/ src/a.txt");

        assertThat(Stream.of(both).map(AttemptResult::outcome))
                .containsExactlyInAnyOrder(AttemptOutcome.SUCCEEDED, AttemptOutcome.FAILED);
        AttemptResult lost = Stream.of(both)
                .filter(AttemptResult::awaitsDecision)
                .findFirst()
                .orElseThrow();
        Integration how = integration(lost);
        assertThat(how.state()).isEqualTo(IntegrationState.MERGE_CONFLICT);
        assertThat(how.conflicts()).containsExactly("src/a.txt");
        assertThat(user.show(into, "src/a.txt")).containsAnyOf("mine", "yours");
        assertThat(user.git("show", how.branch() + ":src/a.txt")).containsAnyOf("mine", "yours");
        assertThat(Path.of(how.directory())).isDirectory();
        assertThat(user.git("worktree", "list", "--porcelain")).doesNotContain("locked");
    }

    @Test
    void a_conflict_that_a_person_has_put_right_is_merged_without_the_agent() throws InterruptedException, IOException {
        Integration how = integration(conflicted());
        Path kept = Path.of(how.directory());
        putRight(kept);
        int agentsBefore = shell.places.size();

        AttemptResult result = run(start(stepOf(how), new IsolationOrder(PLAIN, how.branch()), "exit 1"));

        assertThat(result.outcome()).isEqualTo(AttemptOutcome.SUCCEEDED);
        assertThat(shell.places).hasSize(agentsBefore);
        assertThat(user.show(into, "src/a.txt")).isEqualTo("one\nboth\nthree");
    }

    @Test
    void a_worktree_that_somebody_keeps_stays_when_its_work_is_merged() throws InterruptedException, IOException {
        Integration how = integration(conflicted());
        Path kept = Path.of(how.directory());
        user.git("worktree", "lock", "--reason", "to look at", kept.toString());
        putRight(kept);

        AttemptResult result = run(start(stepOf(how), new IsolationOrder(PLAIN, how.branch()), "exit 1"));

        assertThat(result.outcome()).isEqualTo(AttemptOutcome.SUCCEEDED);
        assertThat(result.message()).contains("its worktree stays, because somebody keeps it");
        assertThat(user.show(into, "src/a.txt")).isEqualTo("one\nboth\nthree");
        assertThat(kept).isDirectory();
        assertThat(user.git("worktree", "list", "--porcelain")).contains("locked to look at");
    }

    @Test
    void a_conflict_that_was_not_put_right_still_is_one() throws InterruptedException {
        Integration how = integration(conflicted());
        mergeWithConflict(Path.of(how.directory()));

        AttemptResult result = run(start(stepOf(how), new IsolationOrder(PLAIN, how.branch()), "exit 1"));

        assertThat(result.awaitsDecision()).isTrue();
        assertThat(integration(result).conflicts()).containsExactly("src/a.txt");
    }

    /** The one of two which came second and changes the same line. */
    private AttemptResult conflicted() throws InterruptedException {
        AttemptResult[] both = together("sed -i s/two/mine/ src/a.txt", "sed -i s/two/yours/ src/a.txt");
        return Stream.of(both).filter(AttemptResult::awaitsDecision).findFirst().orElseThrow();
    }

    /** As a person does it. */
    private void putRight(Path kept) throws IOException {
        mergeWithConflict(kept);
        Files.writeString(kept.resolve("src/a.txt"), "one\nboth\nthree\n");
        UserRepository.gitIn(kept, "add", "--all");
    }

    /** Whichever of the two came second. */
    private static String stepOf(Integration how) {
        return String.valueOf(how.branch()).split("/")[1];
    }

    private void mergeWithConflict(Path kept) {
        assertThat(UserRepository.exitCodeIn(kept, "merge", "--quiet", into)).isEqualTo(1);
    }

    @Test
    void work_outside_the_claim_is_merged_and_named_or_refused_or_held() throws InterruptedException {
        AttemptResult warned = run(start("warn", order(rule(null, null)), SRC, "echo x > other.txt"));
        AttemptResult failed = run(start("fail", order(rule(OutsideClaim.FAIL, null)), SRC, "echo x > more.txt"));
        AttemptResult held = run(start("hold", order(rule(OutsideClaim.HOLD, null)), SRC, "echo x > third.txt"));

        assertThat(warned.outcome()).isEqualTo(AttemptOutcome.SUCCEEDED);
        assertThat(warned.message()).isEqualTo("it changed files outside its write scope: other.txt");
        assertThat(integration(warned).outside()).containsExactly("other.txt");
        assertThat(failed.outcome()).isEqualTo(AttemptOutcome.FAILED);
        assertThat(failed.awaitsDecision()).isFalse();
        assertThat(integration(held).state()).isEqualTo(IntegrationState.HELD);
        assertThat(held.awaitsDecision()).isTrue();
        assertThat(user.git("ls-tree", "--name-only", into))
                .contains("other.txt")
                .doesNotContain("more", "third");
    }

    @Test
    void held_work_is_taken_when_somebody_says_so() throws InterruptedException {
        AttemptResult held = run(start("hold", order(rule(OutsideClaim.HOLD, null)), SRC, "echo x > third.txt"));

        AttemptResult taken = run(start(
                "hold",
                new IsolationOrder(
                        rule(OutsideClaim.HOLD, null), integration(held).branch()),
                SRC,
                "exit 1"));

        assertThat(taken.outcome()).isEqualTo(AttemptOutcome.SUCCEEDED);
        assertThat(user.show(into, "third.txt")).isEqualTo("x");
    }

    @Test
    void a_gate_that_fails_keeps_work_out() throws InterruptedException {
        IsolationRule gated = gated(gate("none-is-empty", "test -s src/new.txt"));

        AttemptResult failed = run("cache", gated, ": > src/new.txt");
        AttemptResult passed = run("cache", gated, "echo full > src/new.txt");

        assertThat(failed.outcome()).isEqualTo(AttemptOutcome.FAILED);
        assertThat(failed.message()).isEqualTo("gate none-is-empty: exit code 1");
        assertThat(integration(failed).state()).isEqualTo(IntegrationState.KEPT);
        assertThat(passed.outcome()).isEqualTo(AttemptOutcome.SUCCEEDED);
        assertThat(user.show(into, "src/new.txt")).isEqualTo("full");
    }

    @Test
    void a_gate_that_is_only_advice_keeps_nothing_out_and_is_told() throws InterruptedException {
        IsolationRule rule = new IsolationRule(
                Isolation.WORKTREE, List.of(gate("lint", "exit 3").asAdvice(), gate("unit", "exit 0")), null, null);

        AttemptResult result = run("cache", rule, "echo x > src/x.txt");

        assertThat(result.outcome()).isEqualTo(AttemptOutcome.SUCCEEDED);
        assertThat(result.message()).isEqualTo("only advice: gate lint: exit code 3");
        assertThat(user.show(into, "src/x.txt")).isEqualTo("x");
    }

    @Test
    void a_gate_is_not_waited_for_any_longer_than_it_may_take() throws InterruptedException {
        Gate slow = new Gate("slow", List.of("sleep", "60"), Duration.ofMillis(200));

        AttemptResult result = run("cache", gated(slow), "echo x > src/x.txt");

        assertThat(result.message()).startsWith("gate slow: ").contains("took longer than its timeout of 200 ms");
    }

    @Test
    void work_that_only_breaks_together_with_that_of_others_is_not_merged() throws InterruptedException {
        Gate atMostOneMore = gate("count", "test $(ls src | wc -l) -le 3");
        AttemptResult[] both = together(gated(atMostOneMore), "echo x > src/x.txt", "echo y > src/y.txt");

        AttemptResult broken = Stream.of(both)
                .filter(AttemptResult::awaitsDecision)
                .findFirst()
                .orElseThrow();
        assertThat(integration(broken).state()).isEqualTo(IntegrationState.BROKEN_BY_MERGE);
        assertThat(broken.message()).contains("together with what was merged before, gate count: exit code 1");
        assertThat(user.git("ls-tree", "--name-only", into + ":src").lines()).hasSize(3);
    }

    @Test
    void an_attempt_that_changes_nothing_leaves_nothing() throws InterruptedException {
        AttemptResult result = run("review", PLAIN, "true");

        assertThat(integration(result).state()).isEqualTo(IntegrationState.UNCHANGED);
        assertThat(user.git("rev-parse", into)).isEqualTo(user.git("rev-parse", "main"));
        assertThat(user.git("worktree", "list").lines()).hasSize(1);
    }

    @Test
    void a_step_whose_work_is_merged_is_done_whatever_became_of_its_runner() throws InterruptedException {
        run("cache", PLAIN, "echo x > src/x.txt");
        int agentsBefore = shell.places.size();

        StartAttempt needed = StartAttemptBuilder.builder(start("cache", order(PLAIN), "echo y > src/y.txt"))
                .outputLimit(100)
                .build();
        AttemptResult again = run(needed);

        assertThat(again.outcome()).isEqualTo(AttemptOutcome.SUCCEEDED);
        assertThat(again.output()).isEqualTo("an answer");
        assertThat(integration(again).files()).containsExactly(new FileChange("src/x.txt", 1, 0));
        assertThat(shell.places).hasSize(agentsBefore);
    }

    @Test
    void what_a_failed_attempt_has_done_is_kept_and_nothing_else() throws InterruptedException, IOException {
        AttemptResult failed = run("cache", PLAIN, "echo half > src/half.txt; exit 3");
        AttemptResult idle = run("cache", PLAIN, "exit 3");

        Path kept = Path.of(integration(failed).directory());
        assertThat(kept.resolve("src/half.txt")).hasContent("half");
        assertThat(failed.exitCode()).isEqualTo(3);
        assertThat(idle.integration()).isNull();
        assertThat(user.git("worktree", "list").lines()).hasSize(2);
    }

    @Test
    void an_attempt_that_is_stopped_merges_nothing() throws InterruptedException {
        Work work = agent.begin(
                new Assignment(start("cache", order(gated(gate("wait", "sleep 60"))), "echo x > src/x.txt"), null),
                ends::add);
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> shell.places.size() == 2);

        work.stop(StopOrder.of(StopCause.CANCELLED));
        AttemptResult result = ends.poll(30, TimeUnit.SECONDS);

        assertThat(result).isNotNull();
        assertThat(integration(result).state()).isEqualTo(IntegrationState.KEPT);
        assertThat(user.git("rev-parse", into)).isEqualTo(user.git("rev-parse", "main"));
    }

    @Test
    void a_worktree_that_is_none_any_more_is_not_taken_for_the_repository_around_it() throws InterruptedException {
        UserRepository around = UserRepository.create(root, "outside.txt", "x\n");
        String before = around.git("rev-parse", "HEAD");

        AttemptResult result = run("vandal", PLAIN, "rm .git; echo x > y.txt");

        assertThat(result.outcome()).isEqualTo(AttemptOutcome.FAILED);
        assertThat(result.message()).startsWith("its work could not be merged");
        assertThat(around.git("rev-parse", "HEAD")).isEqualTo(before);
        assertThat(around.git("diff", "--cached", "--name-only")).isEmpty();
    }

    @Test
    void a_workspace_without_git_or_without_a_commit_is_denied() throws InterruptedException, IOException {
        Path plain = Files.createDirectory(root.resolve("plain"));
        AttemptResult noGit = run(inWorkspace(start("a", order(PLAIN), "true"), plain));
        UserRepository unborn = UserRepository.empty(root.resolve("unborn"));
        AttemptResult noCommit = run(inWorkspace(start("a", order(PLAIN), "true"), unborn.directory()));

        assertThat(noGit.outcome()).isEqualTo(AttemptOutcome.DENIED);
        assertThat(noGit.message()).isEqualTo("the workspace is not in a git repository, which a worktree needs");
        assertThat(noCommit.outcome()).isEqualTo(AttemptOutcome.DENIED);
        assertThat(noCommit.message()).contains("has no commit yet");
    }

    @Test
    void a_workspace_may_be_a_directory_of_a_repository() throws InterruptedException {
        StartAttempt start = inWorkspace(
                start(
                        "a",
                        order(rule(OutsideClaim.HOLD, null)),
                        new FileScope(List.of(), List.of("a.txt")),
                        "echo x > a.txt"),
                user.directory().resolve("src"));

        AttemptResult result = run(start);

        assertThat(result.outcome()).isEqualTo(AttemptOutcome.SUCCEEDED);
        assertThat(user.show(into, "src/a.txt")).isEqualTo("x");
    }

    @Test
    void hooks_and_settings_of_the_user_have_no_part_in_it() throws IOException, InterruptedException {
        Path hooks = user.directory().resolve(".git/hooks");
        for (String hook : List.of("pre-commit", "post-checkout", "commit-msg", "reference-transaction")) {
            Path file = Files.writeString(
                    hooks.resolve(hook), "#!/bin/sh\necho hook >> '" + root.resolve("hooked") + "'\nexit 1\n");
            assertThat(file.toFile().setExecutable(true)).isTrue();
        }
        user.git("config", "commit.gpgSign", "true");

        AttemptResult result = run("cache", PLAIN, "echo x > src/x.txt");

        assertThat(result.outcome()).isEqualTo(AttemptOutcome.SUCCEEDED);
        assertThat(root.resolve("hooked")).doesNotExist();
    }

    @Test
    void a_copy_of_the_workspace_keeps_what_is_changed_in_it() throws InterruptedException, IOException {
        AttemptResult result =
                run("cache", new IsolationRule(Isolation.DIRECTORY, List.of(), null, null), "echo x > src/a.txt");

        assertThat(result.outcome()).isEqualTo(AttemptOutcome.SUCCEEDED);
        assertThat(Path.of(integration(result).directory()).resolve("src/a.txt"))
                .hasContent("x");
        assertThat(Files.readString(user.directory().resolve("src/a.txt"))).startsWith("one");
    }

    @Test
    void a_lock_that_somebody_else_holds_is_waited_for() throws IOException, InterruptedException {
        run("first", PLAIN, "echo first > src/first.txt");
        Path lock = Files.createFile(user.directory().resolve(".git/refs/heads/signalbox/" + run + ".lock"));
        timer.schedule(() -> Files.deleteIfExists(lock), 300, TimeUnit.MILLISECONDS);

        AttemptResult result = run("second", PLAIN, "echo second > src/second.txt");

        assertThat(result.outcome()).isEqualTo(AttemptOutcome.SUCCEEDED);
        assertThat(user.show(into, "src/second.txt")).isEqualTo("second");
    }

    @Test
    void eight_attempts_merge_side_by_side_and_lose_nothing() throws InterruptedException {
        List<StartAttempt> starts = new ArrayList<>();
        for (int at = 0; at < 8; at++) {
            starts.add(start("step-" + at, order(PLAIN), "echo " + at + " > src/file-" + at + ".txt"));
        }
        starts.forEach(start -> agent().begin(new Assignment(start, null), ends::add));

        for (int at = 0; at < 8; at++) {
            AttemptResult result = ends.poll(60, TimeUnit.SECONDS);
            assertThat(result).isNotNull();
            assertThat(result.outcome()).as(result.toString()).isEqualTo(AttemptOutcome.SUCCEEDED);
        }
        assertThat(user.git("ls-tree", "--name-only", into + ":src").lines()).hasSize(10);
        assertThat(user.git("worktree", "list").lines()).hasSize(1);
    }

    @Test
    void a_conflict_is_foreseen_once_for_both_while_they_are_at_it() throws InterruptedException, IOException {
        List<MergeConflictForeseen> told = new ArrayList<>();
        Radar radar = new Radar(
                live,
                (outcome, traceparent, settled) -> told.add((MergeConflictForeseen) outcome),
                "r1",
                Clock.systemUTC(),
                (attempt, e) -> {
                    throw new AssertionError(e);
                });
        String stay = "while ! test -e ../go; do sleep 0.05; done";
        agent.begin(
                new Assignment(start("one", order(PLAIN), "sed -i s/two/mine/ src/a.txt; " + stay), null), ends::add);
        agent.begin(
                new Assignment(start("two", order(PLAIN), "sed -i s/two/yours/ src/a.txt; " + stay), null), ends::add);
        Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            radar.run();
            assertThat(told).hasSize(2);
        });
        radar.run();

        assertThat(told).hasSize(2).allMatch(warning -> warning.paths().equals(List.of("src/a.txt")));
        assertThat(told)
                .extracting(warning -> warning.attempt().step().value() + " " + warning.other())
                .containsExactlyInAnyOrder("one two", "two one");
        Files.createFile(shell.places.getFirst().resolveSibling("go"));
        assertThat(ends.poll(60, TimeUnit.SECONDS)).isNotNull();
        assertThat(ends.poll(60, TimeUnit.SECONDS)).isNotNull();
    }

    @Test
    void a_killed_runner_leaves_only_worktrees_with_work_in_them() throws InterruptedException, IOException {
        String stay = "while ! test -e ../go; do sleep 0.05; done";
        agent.begin(new Assignment(start("busy", order(PLAIN), "echo half > src/half.txt; " + stay), null), ends::add);
        agent.begin(new Assignment(start("idle", order(PLAIN), stay), null), ends::add);
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> shell.places.stream().anyMatch(place -> Files.exists(place.resolve("src/half.txt")))
                        && shell.places.size() == 2);
        assertThat(user.git("worktree", "list", "--porcelain")).contains("locked signalbox: in use by node-1");

        new LeftWorktrees(new DiskPlaces(root.resolve("worktrees"), root.resolve("copies")), Isolating.git()).settle();

        assertThat(user.git("worktree", "list", "--porcelain").lines().filter(line -> line.startsWith("branch")))
                .hasSize(2)
                .anyMatch(line -> line.contains("ws/busy"));
        assertThat(user.git("worktree", "list", "--porcelain")).doesNotContain("locked");
        Files.createFile(root.resolve("worktrees").resolve(run.value()).resolve("go"));
    }

    /** Two attempts that both begin before either is merged. */
    private AttemptResult[] together(String one, String other) throws InterruptedException {
        return together(PLAIN, one, other);
    }

    private AttemptResult[] together(IsolationRule rule, String one, String other) throws InterruptedException {
        Path gone = root.resolve("go");
        String wait = "while ! test -e '" + gone + "'; do sleep 0.05; done; ";
        int before = shell.places.size();
        agent.begin(new Assignment(start("winner", order(rule), wait + one), null), ends::add);
        agent.begin(new Assignment(start("loser", order(rule), wait + other), null), ends::add);
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> shell.places.size() == before + 2);
        assertThat(gone.toFile().mkdir()).isTrue();
        return new AttemptResult[] {ends.poll(60, TimeUnit.SECONDS), ends.poll(60, TimeUnit.SECONDS)};
    }

    private AttemptResult run(String step, IsolationRule rule, String script) throws InterruptedException {
        return run(start(step, order(rule), script));
    }

    private AttemptResult run(StartAttempt start) throws InterruptedException {
        agent.begin(new Assignment(start, null), ends::add);
        AttemptResult result = ends.poll(60, TimeUnit.SECONDS);
        assertThat(result).isNotNull();
        return result;
    }

    private StartAttempt start(String step, IsolationOrder order, String script) {
        return start(step, order, FileScope.NONE, script);
    }

    private StartAttempt start(String step, IsolationOrder order, FileScope files, String script) {
        attempts++;
        AttemptRef attempt =
                new AttemptRef(new WorkspaceId(user.directory().toString()), run, new StepId(step), attempts, attempts);
        return StartAttemptBuilder.builder(Starts.shell(attempt, script))
                .agent(new AgentId("coder:1"))
                .files(files)
                .isolation(order)
                .build();
    }

    private static StartAttempt inWorkspace(StartAttempt start, Path directory) {
        AttemptRef ref = start.attempt();
        return StartAttemptBuilder.builder(start)
                .attempt(new AttemptRef(
                        new WorkspaceId(directory.toString()), ref.run(), ref.step(), ref.attempt(), ref.epoch()))
                .build();
    }

    private static Integration integration(AttemptResult result) {
        return Objects.requireNonNull(result.integration(), result::toString);
    }

    private static IsolationOrder order(IsolationRule rule) {
        return new IsolationOrder(rule, null);
    }

    private static IsolationRule rule(@Nullable OutsideClaim outside, @Nullable OnMergeConflict conflict) {
        return new IsolationRule(Isolation.WORKTREE, List.of(), outside, conflict);
    }

    private static IsolationRule gated(Gate gate) {
        return new IsolationRule(Isolation.WORKTREE, List.of(gate), null, null);
    }

    private static Gate gate(String name, String script) {
        return new Gate(name, List.of("/bin/sh", "-c", script), null);
    }
}
