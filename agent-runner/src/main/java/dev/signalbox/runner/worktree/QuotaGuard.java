package dev.signalbox.runner.worktree;

import dev.signalbox.runner.worktree.port.CannotIsolate;
import dev.signalbox.runner.worktree.port.LeftPlaces;
import dev.signalbox.runner.worktree.port.PlaceStorage;
import dev.signalbox.runner.worktree.port.QuotaWatcher;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Lets a place be made only when there is room for it. Where there is none, the oldest worktrees with which nothing would be lost are
 * removed first. Thread-safe; attempts wait for each other only while worktrees are being removed.
 */
public final class QuotaGuard {
    /** Looking at what could be removed takes several calls of git for each worktree; what is not removable now rarely is a second later. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(10);

    private final PlaceQuota quota;
    private final PlaceStorage storage;
    private final LeftPlaces left;
    private final QuotaWatcher watcher;
    private final LongSupplier nanoTime;
    private Optional<Long> lookedInVain = Optional.empty();

    /** @param nanoTime as of {@link System#nanoTime} */
    public QuotaGuard(
            PlaceQuota quota, PlaceStorage storage, LeftPlaces left, QuotaWatcher watcher, LongSupplier nanoTime) {
        this.quota = quota;
        this.storage = storage;
        this.left = left;
        this.watcher = watcher;
        this.nanoTime = nanoTime;
    }

    /** @throws CannotIsolate when there is no room for a worktree, and none can be made without losing work */
    void requireRoomForWorktree() throws IOException, CannotIsolate {
        requireRoom(quota::forWorktree);
    }

    /** @throws CannotIsolate when there is no room for a copy, and none can be made without losing work */
    void requireRoomForCopy() throws IOException, CannotIsolate {
        requireRoom(quota::forCopy);
    }

    private void requireRoom(Function<Holdings, Optional<Shortage>> rule) throws IOException, CannotIsolate {
        if (rule.apply(storage.holdings()).isEmpty()) {
            return;
        }
        Optional<Shortage> shortage = afterRemoving(rule);
        if (shortage.isPresent()) {
            watcher.refused(shortage.get());
            throw new CannotIsolate(shortage.get().reason()
                    + "; the worktrees that are there have work that is nowhere else, are kept or are in use: look at"
                    + " 'signalbox worktrees list', merge or remove some, then retry the step while its run is live,"
                    + " or submit the run again");
        }
    }

    private synchronized Optional<Shortage> afterRemoving(Function<Holdings, Optional<Shortage>> rule)
            throws IOException {
        Optional<Shortage> shortage = rule.apply(storage.holdings());
        if (shortage.isEmpty() || hasJustLooked()) {
            return shortage;
        }
        int removed = left.removeMerged(() -> rule.apply(storage.holdings()).isPresent());
        watcher.collected(removed);
        shortage = rule.apply(storage.holdings());
        lookedInVain = shortage.isPresent() ? Optional.of(nanoTime.getAsLong()) : Optional.empty();
        return shortage;
    }

    private boolean hasJustLooked() {
        return lookedInVain
                .filter(then -> nanoTime.getAsLong() - then < LOOK_AGAIN.toNanos())
                .isPresent();
    }
}
