package dev.signalbox.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.Topics;
import dev.signalbox.contracts.api.RunAdmitted;
import dev.signalbox.contracts.api.RunRequest;
import dev.signalbox.contracts.event.RunAccepted;
import dev.signalbox.contracts.event.RunStatus;
import dev.signalbox.system.proof.History;
import dev.signalbox.system.proof.Invariants;
import dev.signalbox.system.proof.UnderWay;
import dev.signalbox.system.stack.Ids;
import dev.signalbox.system.stack.PlainDoor.Answer;
import dev.signalbox.system.stack.RunningStack;
import dev.signalbox.system.work.Graph;
import dev.signalbox.system.work.Step;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two doors and two schedulers share the work, and each of them is killed while runs come in through both doors. */
class TwoInstancesFaultTest extends SystemTest {
    private static final String SCHEDULER_GROUP = "signalbox-scheduler";
    private static final Duration A_WHILE = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(50);

    /** More callers than there are places for their runs. */
    private static final int CALLERS = 10;

    private static final int WORKSPACES_EACH = 2;
    private static final int ADMITTED = 202;
    private static final int TOO_MANY = 429;

    private final ConcurrentMap<String, Set<RunId>> runsByKey = new ConcurrentHashMap<>();
    private final ConcurrentMap<RunId, Path> workspaces = new ConcurrentHashMap<>();
    private final AtomicInteger denied = new AtomicInteger();
    private volatile boolean enough;

    private String secondDoor = "";
    private String secondScheduler = "";

    @BeforeEach
    void startTheSecondInstances() {
        secondScheduler = stack.stack().startAnother(RunningStack.SCHEDULER);
        secondDoor = stack.stack().startAnother(RunningStack.ADMISSION);
    }

    @AfterEach
    void endTheSecondInstances() {
        enough = true;
        stack.stack().endAnother(secondDoor);
        stack.stack().endAnother(secondScheduler);
    }

    @Test
    void each_of_two_doors_and_two_schedulers_may_be_killed_and_every_promise_holds() throws Exception {
        List<Path> sites = workspacesOfBothSchedulers();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> calls = new ArrayList<>();
            for (int caller = 0; caller < CALLERS; caller++) {
                Path workspace = sites.get(caller % sites.size());
                calls.add(callers.submit(() -> submitUntilEnough(workspace)));
            }
            awaitMoreRuns();
            stack.killTogetherAndAwaitReturn(RunningStack.ADMISSION, RunningStack.SCHEDULER);
            awaitMoreRuns();
            stack.killTogetherAndAwaitReturn(secondDoor, secondScheduler);
            awaitMoreRuns();
            enough = true;
            for (Future<?> call : calls) {
                call.get();
            }
        }

        assertThat(runsByKey.values()).as("the runs that one key stands for").allMatch(runs -> runs.size() == 1);
        Set<RunId> runs = workspaces.keySet();
        assertThat(runs).as("one run for each key").hasSize(runsByKey.size());
        assertThat(denied).as("calls that found all places taken").hasPositiveValue();
        runs.forEach(run -> assertEnds(run, RunStatus.SUCCEEDED));
        for (Path workspace : sites) {
            Invariants.hold(
                    stack,
                    site.ledger(),
                    runs.stream()
                            .filter(run -> workspace.equals(workspaces.get(run)))
                            .toList());
        }
        assertThat(UnderWay.mostRuns(stack, runs)).as("live runs").isBetween(2, RunningStack.RUN_CAP);
        assertThat(UnderWay.mostAttempts(stack, runs)).as("attempts under way").isBetween(2, RunningStack.SLOT_CAP);
        assertThat(site.ledger().peak()).as("agents at work").isBetween(2, RunningStack.SLOT_CAP);
        assertThat(History.of(stack, runs))
                .as("runs that are what their key stands for")
                .allMatch(history -> Set.of(history.run()).equals(runsByKey.get(keyOf(history))));
    }

    private static String keyOf(History history) {
        return history.facts(RunAccepted.class).getFirst().idempotency().key();
    }

    /** So that both schedulers have work: as many workspaces in the partitions of each. */
    private List<Path> workspacesOfBothSchedulers() {
        Map<String, Set<Integer>> shares = await().atMost(A_WHILE)
                .until(
                        () -> stack.topics().shares(SCHEDULER_GROUP, Topics.COMMANDS),
                        found -> found.size() == 2 && found.values().stream().noneMatch(Set::isEmpty));
        List<Path> chosen = new ArrayList<>();
        for (Set<Integer> partitions : shares.values()) {
            IntStream.iterate(0, number -> number + 1)
                    .mapToObj(number -> site.workspace().resolve("project-" + number))
                    .filter(path -> partitions.contains(stack.topics().partitionOf(Topics.COMMANDS, path.toString())))
                    .limit(WORKSPACES_EACH)
                    .forEach(chosen::add);
        }
        chosen.forEach(TwoInstancesFaultTest::create);
        return chosen;
    }

    private void awaitMoreRuns() {
        int before = workspaces.size();
        await().atMost(A_WHILE).pollInterval(POLL).until(() -> workspaces.size() >= before + RunningStack.RUN_CAP);
    }

    /** Each run is asked for at both doors under one key, until both have let it in. */
    private void submitUntilEnough(Path workspace) {
        while (!enough) {
            String key = Ids.next();
            RunRequest request = fewSteps(key).in(workspace);
            try (ExecutorService both = Executors.newVirtualThreadPerTaskExecutor()) {
                Future<RunId> one = both.submit(() -> untilAdmitted(RunningStack.ADMISSION, request, key));
                Future<RunId> other = both.submit(() -> untilAdmitted(secondDoor, request, key));
                note(key, workspace, one.get());
                note(key, workspace, other.get());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (ExecutionException e) {
                throw new IllegalStateException("a run was not let in", e);
            }
        }
    }

    private void note(String key, Path workspace, RunId run) {
        runsByKey.computeIfAbsent(key, _ -> ConcurrentHashMap.newKeySet()).add(run);
        workspaces.put(run, workspace);
    }

    private RunId untilAdmitted(String door, RunRequest request, String key) {
        return await().atMost(A_WHILE)
                .pollInterval(POLL)
                .ignoreExceptionsInstanceOf(UncheckedIOException.class)
                .until(() -> counted(stack.door(door).submit(request, key)), answer -> answer.status() == ADMITTED)
                .read(RunAdmitted.class)
                .run();
    }

    private Answer counted(Answer answer) {
        if (answer.status() == TOO_MANY) {
            denied.incrementAndGet();
        }
        return answer;
    }

    /** Two steps that want the same files, one that wants others, and one after all of them. */
    private Graph fewSteps(String name) {
        List<Step> steps = List.of(
                Step.running("left", site.working(0.4)).writing("src/**"),
                Step.running("right", site.working(0.4)).writing("src/shared/*.txt"),
                Step.running("aside", site.working(0.8)).reading("docs/**"),
                Step.running("last", site.working(0.2)).after("left", "right", "aside"));
        return Graph.ofCommands("two-" + name, 3, steps);
    }

    private static void create(Path workspace) {
        try {
            Files.createDirectories(workspace);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
