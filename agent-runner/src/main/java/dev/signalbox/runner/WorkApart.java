package dev.signalbox.runner;

import dev.signalbox.runner.process.Workspaces;
import dev.signalbox.runner.report.port.OutcomeLog;
import dev.signalbox.runner.sweep.adapter.NodeDirectory;
import dev.signalbox.runner.worktree.LivePlaces;
import dev.signalbox.runner.worktree.PlaceQuota;
import dev.signalbox.runner.worktree.QuotaGuard;
import dev.signalbox.runner.worktree.Radar;
import dev.signalbox.runner.worktree.Workplaces;
import dev.signalbox.runner.worktree.adapter.DiskPlaces;
import dev.signalbox.runner.worktree.adapter.GitRepositories;
import dev.signalbox.runner.worktree.adapter.LeftWorktrees;
import dev.signalbox.runner.worktree.adapter.PlainCopies;
import dev.signalbox.runner.worktree.port.Repositories;
import io.quarkus.runtime.configuration.MemorySize;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import org.jboss.logging.Logger;

/** What attempts that work apart from others need, put together. */
final class WorkApart {
    private static final Logger LOG = Logger.getLogger(WorkApart.class);
    private static final Duration MEASURE = Duration.ofMinutes(1);

    private final RunnerConfig.Worktrees config;
    private final DiskPlaces disk;
    private final LeftWorktrees left;
    private final LivePlaces live = new LivePlaces();
    private final Workplaces places;
    private final Radar radar;

    /**
     * @param path where git is looked for
     * @param threads starts a thread whenever there is none free
     */
    WorkApart(
            RunnerConfig.Worktrees config,
            RunnerFiles files,
            Workspaces workspaces,
            String path,
            RunnerMetrics metrics,
            OutcomeLog outcomes,
            Executor threads) {
        this.config = config;
        Repositories repositories = new GitRepositories(config.git(), path, files.node(), config.gitTimeout());
        Path worktrees = ownPlace(config, files.directory(), "worktrees");
        Path copies = ownPlace(config, files.directory(), "copies");
        disk = new DiskPlaces(worktrees, copies);
        left = new LeftWorktrees(disk, repositories);
        QuotaGuard quota = new QuotaGuard(quota(config), disk, left, metrics, System::nanoTime);
        places = new Workplaces(
                files.node(), workspaces, worktrees, quota, copies, repositories, new PlainCopies(), threads);
        radar = new Radar(
                live,
                outcomes,
                files.runner(),
                Clock.systemUTC(),
                (attempt, e) -> LOG.debugf("the work of %s cannot be compared: %s", attempt, e.getMessage()));
        metrics.places(disk);
    }

    Workplaces places() {
        return places;
    }

    LivePlaces live() {
        return live;
    }

    /** Cleans up after the run before; to be done before any work is taken. */
    void settle() {
        left.settle();
        if (isMeasured()) {
            disk.run();
        }
    }

    /** Begins to look after the places. */
    void start(ScheduledExecutorService radarThread, ScheduledExecutorService measureThread) {
        Threads.repeat(radarThread, config.radarInterval(), "comparing the work of attempts", radar);
        if (isMeasured()) {
            Threads.repeat(measureThread, MEASURE, "looking at the size of worktrees", disk);
        }
    }

    private boolean isMeasured() {
        return config.maxSize().isPresent();
    }

    private static PlaceQuota quota(RunnerConfig.Worktrees config) {
        Optional<MemorySize> size = config.maxSize();
        return new PlaceQuota(
                config.most(),
                size.isPresent() ? OptionalLong.of(size.get().asLongValue()) : OptionalLong.empty(),
                config.leastFree().asLongValue());
    }

    /** A name of its own for each node, because several may be told to use one directory. */
    private static Path ownPlace(RunnerConfig.Worktrees config, NodeDirectory node, String kind) {
        return config.directory()
                .map(configured ->
                        configured.toAbsolutePath().resolve(node.node()).resolve(kind))
                .orElseGet(() -> node.file(kind))
                .normalize();
    }
}
