package dev.signalbox.runner.worktree.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.contracts.AgentId;
import dev.signalbox.contracts.AttemptRef;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.WorkspaceId;
import dev.signalbox.contracts.attempt.AttemptOutcome;
import dev.signalbox.contracts.attempt.AttemptResult;
import dev.signalbox.contracts.attempt.IsolationOrder;
import dev.signalbox.contracts.attempt.StartAttemptBuilder;
import dev.signalbox.contracts.spec.Isolation;
import dev.signalbox.contracts.spec.IsolationRule;
import dev.signalbox.runner.attempt.Assignment;
import dev.signalbox.runner.support.Starts;
import dev.signalbox.runner.worktree.IsolatedAgent;
import dev.signalbox.runner.worktree.LivePlaces;
import dev.signalbox.runner.worktree.PlaceQuota;
import dev.signalbox.runner.worktree.QuotaGuard;
import dev.signalbox.runner.worktree.Shortage;
import dev.signalbox.runner.worktree.port.QuotaWatcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** With the real git: what is removed to make room, and what never is. */
@Timeout(120)
class WorktreeQuotaIT {
    private static final long MIB = 1L << 20;
    private static final PlaceQuota THREE = new PlaceQuota(3, OptionalLong.empty(), 0);

    @TempDir
    Path root;

    private final RunId run = new RunId(UUID.randomUUID().toString());
    private final ShellAgent shell = new ShellAgent();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(1);
    private final BlockingQueue<AttemptResult> ends = new LinkedBlockingQueue<>();
    private final List<String> told = new ArrayList<>();
    private UserRepository user;
    private DiskPlaces disk;
    private int attempts;

    @BeforeEach
    void create() {
        user = UserRepository.create(root.resolve("shop"), "src/a.txt", "one\n");
        disk = new DiskPlaces(root.resolve("worktrees"), root.resolve("copies"));
    }

    @AfterEach
    void close() {
        shell.close();
        threads.shutdownNow();
        timer.shutdownNow();
    }

    @Test
    void the_oldest_of_which_nothing_would_be_lost_makes_room_for_another() throws InterruptedException {
        Path unmerged = leftCommitted("one");
        Path older = leftCommitted("two");
        Path newer = leftCommitted("three");
        merge(older);
        merge(newer);

        AttemptResult result = attempt(THREE, Isolation.WORKTREE, "four", "echo x > src/four.txt");

        assertThat(result.outcome()).as(result.toString()).isEqualTo(AttemptOutcome.SUCCEEDED);
        assertThat(older).doesNotExist();
        assertThat(unmerged).isDirectory();
        assertThat(newer).isDirectory();
        assertThat(user.git("branch", "--list", "ws/*").lines()).hasSize(2);
        assertThat(told).containsExactly("collected 1");
    }

    @Test
    void what_is_nowhere_else_is_kept_or_is_in_use_is_never_removed_and_an_attempt_is_denied_instead()
            throws InterruptedException, IOException {
        Path uncommitted = left("one");
        Path unmerged = leftCommitted("two");
        Path kept = leftCommitted("three");
        merge(kept);
        user.git("worktree", "lock", "--reason", "to look at", kept.toString());
        PlaceQuota four = new PlaceQuota(4, OptionalLong.empty(), 0);
        Path go = root.resolve("go");
        agent(four)
                .begin(
                        assignment(Isolation.WORKTREE, "busy", "while ! test -e " + go + "; do sleep 0.05; done"),
                        ends::add);
        Awaitility.await().until(() -> shell.places.size() == 4);

        AttemptResult denied = attempt(four, Isolation.WORKTREE, "four", "true");

        assertThat(denied.outcome()).isEqualTo(AttemptOutcome.DENIED);
        assertThat(denied.message()).contains("4 worktrees", "signalbox worktrees list");
        assertThat(uncommitted.resolve("src/one.txt")).hasContent("one");
        assertThat(unmerged.resolve("src/two.txt")).hasContent("two");
        assertThat(kept.resolve("src/three.txt")).hasContent("three");
        assertThat(shell.places.getLast()).isDirectory();
        assertThat(user.git("branch", "--list", "ws/*").lines()).hasSize(4);
        assertThat(told).containsExactly("collected 0", "refused COUNT");
        Files.createFile(go);
        assertThat(ends.poll(60, TimeUnit.SECONDS)).isNotNull();
    }

    @Test
    void as_many_bytes_as_are_allowed_leave_room_again_when_what_is_merged_has_gone() throws InterruptedException {
        PlaceQuota quota = new PlaceQuota(500, OptionalLong.of(4 * MIB), 0);
        AttemptResult first =
                attempt(quota, Isolation.WORKTREE, "big", "head -c 3000000 /dev/zero > src/big.bin; exit 3");
        Path big = Path.of(Objects.requireNonNull(
                Objects.requireNonNull(first.integration()).directory()));
        leftCommitted("other");
        disk.run();
        user.git("-C", big.toString(), "add", "--all");
        user.git("-C", big.toString(), "commit", "--quiet", "--message", "big");

        assertThat(attempt(quota, Isolation.WORKTREE, "fits", "exit 3").outcome())
                .isEqualTo(AttemptOutcome.FAILED);
        write(big.resolve("src/more.bin"), 3_000_000);
        disk.run();
        AttemptResult denied = attempt(quota, Isolation.WORKTREE, "too-much", "true");
        assertThat(denied.outcome()).isEqualTo(AttemptOutcome.DENIED);
        assertThat(denied.message()).contains("max-size");
        assertThat(big.resolve("src/more.bin")).exists();
        assertThat(told).containsExactly("collected 0", "refused SIZE");

        user.git("-C", big.toString(), "clean", "-fd");
        merge(big);
        AttemptResult fits = attempt(quota, Isolation.WORKTREE, "after", "echo x > src/x.txt");
        assertThat(fits.outcome()).as(fits.toString()).isEqualTo(AttemptOutcome.SUCCEEDED);
        assertThat(big).doesNotExist();
    }

    @Test
    void neither_a_worktree_nor_a_copy_is_made_on_a_disk_that_is_nearly_full() throws InterruptedException {
        PlaceQuota quota = new PlaceQuota(500, OptionalLong.empty(), Long.MAX_VALUE);

        AttemptResult worktree = attempt(quota, Isolation.WORKTREE, "one", "true");
        AttemptResult copy = attempt(quota, Isolation.DIRECTORY, "two", "true");

        assertThat(List.of(worktree, copy)).allSatisfy(denied -> {
            assertThat(denied.outcome()).isEqualTo(AttemptOutcome.DENIED);
            assertThat(denied.message()).contains("least-free");
        });
        assertThat(root.resolve("copies")).doesNotExist();
        assertThat(user.git("worktree", "list").lines()).hasSize(1);
    }

    @Test
    void copies_count_for_the_bytes_and_stay() throws InterruptedException {
        PlaceQuota quota = new PlaceQuota(500, OptionalLong.of(MIB), 0);
        attempt(quota, Isolation.DIRECTORY, "one", "head -c 2000000 /dev/zero > big.bin");
        disk.run();

        AttemptResult denied = attempt(quota, Isolation.WORKTREE, "two", "true");

        assertThat(denied.outcome()).isEqualTo(AttemptOutcome.DENIED);
        assertThat(shell.places.getFirst().resolve("big.bin")).exists();
    }

    @Test
    void what_was_committed_since_it_was_looked_at_stays() throws Exception {
        Path worktree = leftCommitted("one");
        merge(worktree);
        var repository = git().at(worktree);
        String branch = repository.branchOf(worktree).orElseThrow();
        String looked = repository.commitOf(branch).orElseThrow();
        user.git("-C", worktree.toString(), "commit", "--quiet", "--allow-empty", "--message", "since");
        String since = repository.commitOf(branch).orElseThrow();

        repository.removeUnchanged(worktree, branch, looked);

        assertThat(user.git("rev-parse", branch)).isEqualTo(since);
    }

    @Test
    void what_somebody_keeps_outlives_a_restart_of_the_runner() throws InterruptedException {
        Path kept = leftCommitted("one");
        Path merged = leftCommitted("two");
        merge(kept);
        merge(merged);
        user.git("worktree", "lock", "--reason", "to look at", kept.toString());

        new LeftWorktrees(disk, git()).settle();

        assertThat(kept).isDirectory();
        assertThat(user.git("worktree", "list", "--porcelain")).contains("locked to look at");
        assertThat(merged).doesNotExist();
    }

    /** The worktree of an attempt that has failed over a file it has not committed. */
    private Path left(String step) throws InterruptedException {
        AttemptResult failed =
                attempt(THREE, Isolation.WORKTREE, step, "echo " + step + " > src/" + step + ".txt; exit 3");
        told.clear();
        return Path.of(Objects.requireNonNull(
                Objects.requireNonNull(failed.integration()).directory()));
    }

    private Path leftCommitted(String step) throws InterruptedException {
        Path worktree = left(step);
        user.git("-C", worktree.toString(), "add", "--all");
        user.git("-C", worktree.toString(), "commit", "--quiet", "--message", step);
        return worktree;
    }

    /** As somebody does it by hand. */
    private void merge(Path worktree) {
        String into = "refs/heads/signalbox/" + run;
        String work = user.git("-C", worktree.toString(), "rev-parse", "HEAD");
        String tree = user.git("merge-tree", "--write-tree", into, work);
        user.git("update-ref", into, user.git("commit-tree", "-p", into, "-p", work, "-m", "by hand", tree));
    }

    private static void write(Path file, int bytes) {
        try {
            Files.write(file, new byte[bytes]);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private AttemptResult attempt(PlaceQuota quota, Isolation mode, String step, String script)
            throws InterruptedException {
        agent(quota).begin(assignment(mode, step, script), ends::add);
        AttemptResult result = ends.poll(60, TimeUnit.SECONDS);
        assertThat(result).isNotNull();
        return result;
    }

    private Assignment assignment(Isolation mode, String step, String script) {
        attempts++;
        AttemptRef attempt =
                new AttemptRef(new WorkspaceId(user.directory().toString()), run, new StepId(step), attempts, attempts);
        return new Assignment(
                StartAttemptBuilder.builder(Starts.shell(attempt, script))
                        .agent(new AgentId("coder"))
                        .isolation(new IsolationOrder(new IsolationRule(mode, List.of(), null, null), null))
                        .build(),
                null);
    }

    private IsolatedAgent agent(PlaceQuota quota) {
        return Isolating.agent(
                root,
                shell,
                new QuotaGuard(quota, disk, new LeftWorktrees(disk, git()), new Told(), System::nanoTime),
                new LivePlaces(),
                threads,
                timer);
    }

    private static GitRepositories git() {
        return Isolating.git();
    }

    private final class Told implements QuotaWatcher {
        @Override
        public void collected(int worktrees) {
            told.add("collected " + worktrees);
        }

        @Override
        public void refused(Shortage shortage) {
            told.add("refused " + shortage.limit());
        }
    }
}
