package dev.signalbox.runner.worktree.adapter;

import dev.signalbox.runner.attempt.port.Agent;
import dev.signalbox.runner.output.ContinuedNumbers;
import dev.signalbox.runner.output.OutputCapture;
import dev.signalbox.runner.output.OutputLimit;
import dev.signalbox.runner.process.Workspaces;
import dev.signalbox.runner.worktree.IsolatedAgent;
import dev.signalbox.runner.worktree.LivePlaces;
import dev.signalbox.runner.worktree.PlaceQuota;
import dev.signalbox.runner.worktree.QuotaGuard;
import dev.signalbox.runner.worktree.Shortage;
import dev.signalbox.runner.worktree.Workplaces;
import dev.signalbox.runner.worktree.port.QuotaWatcher;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;

/** Agents that work apart, with the real git, in one directory of a test. */
public final class Isolating {
    private Isolating() {}

    static GitRepositories git() {
        return new GitRepositories("git", "/usr/bin:/bin:/usr/local/bin", "node-1", Duration.ofMinutes(1));
    }

    /** Has room for everything, and collects nothing. */
    public static QuotaGuard unlimited(Path root) {
        DiskPlaces disk = new DiskPlaces(root.resolve("worktrees"), root.resolve("copies"));
        return new QuotaGuard(
                new PlaceQuota(Integer.MAX_VALUE, OptionalLong.empty(), 0),
                disk,
                new LeftWorktrees(disk, git()),
                new QuotaWatcher() {
                    @Override
                    public void collected(int worktrees) {
                        throw new AssertionError("there is room");
                    }

                    @Override
                    public void refused(Shortage shortage) {
                        throw new AssertionError("there is room");
                    }
                },
                System::nanoTime);
    }

    /** Worktrees are in {@code worktrees} and copies in {@code copies} of the directory. */
    static IsolatedAgent agent(
            Path root,
            Agent worker,
            QuotaGuard quota,
            LivePlaces live,
            ExecutorService threads,
            ScheduledExecutorService timer) {
        Workplaces places = new Workplaces(
                "node-1",
                new Workspaces(Map.of(), root.resolve("others")),
                root.resolve("worktrees"),
                quota,
                root.resolve("copies"),
                git(),
                new PlainCopies(),
                threads);
        return new IsolatedAgent(
                worker,
                new IsolatedAgent.Parts(
                        places,
                        worker,
                        (attempt, handedOver) -> new OutputCapture(
                                attempt, OutputLimit.of(1 << 20), chunk -> true, flush -> {}, Clock.systemUTC()),
                        new ContinuedNumbers(),
                        live,
                        Duration.ofMinutes(1),
                        threads,
                        timer));
    }
}
