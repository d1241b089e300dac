package dev.signalbox.bench;

import dev.signalbox.client.SignalboxClient;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.api.RunRequest;
import dev.signalbox.contracts.api.SourceFile;
import dev.signalbox.contracts.api.StepView;
import dev.signalbox.contracts.event.StepStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * How long attempts take that have a worktree of a repository of 10,000 files and do nothing in it: its creation, its comparison and its
 * removal are all there is. Beside it, what git alone needs to create and to remove one.
 */
final class Worktrees {
    private static final int DIRECTORIES = 100;
    private static final int FILES = 100;
    private static final int PARALLEL = 8;

    private final SignalboxClient client;
    private final Report report;
    private final Path repository;

    private Worktrees(SignalboxClient client, Report report, Path repository) {
        this.client = client;
        this.report = report;
        this.repository = repository;
    }

    static void measure(SignalboxClient client, Report report) throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("signalbox-bench-repository");
        try {
            Worktrees worktrees = new Worktrees(client, report, directory.resolve("repository"));
            worktrees.makeRepository();
            worktrees.measure();
        } finally {
            Directories.delete(directory);
        }
    }

    private void makeRepository() throws IOException, InterruptedException {
        for (int i = 0; i < DIRECTORIES; i++) {
            Path inside = Files.createDirectories(repository.resolve("module-" + i));
            for (int j = 0; j < FILES; j++) {
                Files.writeString(
                        inside.resolve("file-" + j + ".txt"), ("line of " + i + " and " + j + "\n").repeat(40));
            }
        }
        git("init", "--quiet", "--initial-branch=main");
        git("add", "--all");
        git("-c", "user.name=bench", "-c", "user.email=bench@example.org", "commit", "--quiet", "--message", "begin");
    }

    private void measure() throws IOException, InterruptedException {
        Path bare = repository.resolveSibling("bare");
        long start = System.nanoTime();
        git("worktree", "add", "--quiet", "--detach", bare.toString());
        report.add("git worktree add, 10,000 files, git alone", millisSince(start), "ms", "");
        start = System.nanoTime();
        git("worktree", "remove", bare.toString());
        report.add("git worktree remove, 10,000 files, git alone", millisSince(start), "ms", "");
        attempts(1);
        long[] alone = attempts(1);
        report.add(
                "attempt with a worktree of 10,000 files, alone",
                (double) alone[0],
                "ms",
                "does nothing in it; second of two");
        long[] together = attempts(PARALLEL);
        report.add("the same, 8 in parallel, quickest", (double) together[0], "ms", "");
        report.add("the same, 8 in parallel, slowest", (double) together[PARALLEL - 1], "ms", "");
    }

    /** From the start of each attempt to its end, in milliseconds, the quickest first. */
    private long[] attempts(int count) {
        StringBuilder definition = new StringBuilder("""
                apiVersion: signalbox/v1
                isolation: worktree
                agents: {a: {type: command, capacity: 8, run: ["true"]}}
                steps:
                """);
        for (int step = 0; step < count; step++) {
            definition.append("  s").append(step).append(": {}\n");
        }
        RunRequest request = new RunRequest(
                repository.toString(),
                List.of(new SourceFile("bench.yaml", definition.toString())),
                null,
                null,
                false,
                null);
        RunId run = client.submit(request, Optional.of(UUID.randomUUID().toString()))
                .run();
        client.stream(run, 0, event -> {});
        List<Long> times = new ArrayList<>();
        for (StepView step : stepsOnceEnded(run)) {
            times.add(Duration.between(step.startedAt(), step.endedAt()).toMillis());
        }
        long[] sorted = times.stream().mapToLong(Long::longValue).sorted().toArray();
        if (sorted.length != count) {
            throw new IllegalStateException("not all of " + count + " attempts ended: " + Arrays.toString(sorted));
        }
        return sorted;
    }

    private List<StepView> stepsOnceEnded(RunId run) {
        List<StepView> steps = client.steps(run);
        if (steps.stream().anyMatch(step -> step.status() != StepStatus.SUCCEEDED)) {
            throw new IllegalStateException("an attempt did not succeed: " + steps);
        }
        return steps;
    }

    private void git(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        int exitCode = new ProcessBuilder(command)
                .directory(repository.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        if (exitCode != 0) {
            throw new IOException(command + " ended with " + exitCode);
        }
    }

    private static double millisSince(long start) {
        return (System.nanoTime() - start) / 1e6;
    }
}
