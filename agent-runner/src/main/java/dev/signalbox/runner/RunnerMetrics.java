package dev.signalbox.runner;

import dev.signalbox.contracts.attempt.AttemptOutcome;
import dev.signalbox.contracts.attempt.StartAttempt;
import dev.signalbox.contracts.governor.GovernorFinding;
import dev.signalbox.contracts.governor.Trip;
import dev.signalbox.contracts.runner.HostLoad;
import dev.signalbox.runner.worktree.Holdings;
import dev.signalbox.runner.worktree.Shortage;
import dev.signalbox.runner.worktree.port.PlaceStorage;
import dev.signalbox.runner.worktree.port.QuotaWatcher;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** The numbers of this runner. None of them carries the id of a run, step or attempt. */
final class RunnerMetrics implements QuotaWatcher {
    private final MeterRegistry registry;
    private final Map<AttemptOutcome, Counter> ended = new EnumMap<>(AttemptOutcome.class);
    private final Timer spawn;
    private final Timer dispatchWait;
    private final Counter collected;

    RunnerMetrics(MeterRegistry registry) {
        this.registry = registry;
        for (AttemptOutcome outcome : AttemptOutcome.values()) {
            ended.put(
                    outcome,
                    Counter.builder("signalbox.runner.attempts")
                            .description("attempts that ended, by outcome")
                            .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
                            .register(registry));
        }
        spawn = Timer.builder("signalbox.runner.spawn")
                .description("how long it takes to start a process")
                .register(registry);
        collected = Counter.builder("signalbox.runner.worktrees.collected")
                .description("worktrees removed to make room, with which nothing was lost")
                .register(registry);
        dispatchWait = Timer.builder("signalbox.runner.dispatch.wait")
                .description("from the dispatch of an attempt to its begin")
                .register(registry);
    }

    void gauge(String name, String description, IntSupplier value) {
        Gauge.builder("signalbox.runner." + name, value::getAsInt)
                .description(description)
                .strongReference(true)
                .register(registry);
    }

    /** How the machine is doing; not a number while that is not known. */
    void host(Supplier<Optional<HostLoad>> host) {
        reading("host.processes", "processes on this machine", host, HostLoad::processes);
        reading("host.memory.used", "share of the memory in use", host, HostLoad::memoryUsed);
        reading("host.load.per.core", "load average of a minute, per processor", host, HostLoad::loadPerCore);
        reading("host.disk.used", "share of the data directory's file store in use", host, HostLoad::diskUsed);
    }

    private void reading(
            String name, String description, Supplier<Optional<HostLoad>> host, ToDoubleFunction<HostLoad> part) {
        Gauge.builder(
                        "signalbox.runner." + name,
                        () -> host.get().map(part::applyAsDouble).orElse(Double.NaN))
                .description(description)
                .strongReference(true)
                .register(registry);
    }

    void ended(AttemptOutcome outcome) {
        Counter counter = ended.get(outcome);
        if (counter != null) {
            counter.increment();
        }
    }

    void found(GovernorFinding finding) {
        if (finding instanceof GovernorFinding.Tripped(Trip trip)) {
            Counter.builder("signalbox.runner.tripwires")
                    .description("tripwires of the governor that attempts have touched")
                    .tag("tripwire", trip.tripwire().word())
                    .tag("stopped", Boolean.toString(trip.stopped()))
                    .register(registry)
                    .increment();
        }
    }

    /** What is there for attempts that work apart; not a number while that cannot be read. */
    void places(PlaceStorage storage) {
        holding("worktrees", "worktrees on this runner", storage, Holdings::worktrees);
        holding("worktrees.bytes", "bytes of worktrees and copies, when last looked at", storage, Holdings::bytes);
        holding("worktrees.free", "bytes free on the disk of the worktrees", storage, Holdings::free);
    }

    private void holding(String name, String description, PlaceStorage storage, ToDoubleFunction<Holdings> part) {
        Gauge.builder("signalbox.runner." + name, () -> {
                    Holdings held = held(storage);
                    return held == null ? Double.NaN : part.applyAsDouble(held);
                })
                .description(description)
                .strongReference(true)
                .register(registry);
    }

    private static @Nullable Holdings held(PlaceStorage storage) {
        try {
            return storage.holdings();
        } catch (IOException e) {
            return null;
        }
    }

    @Override
    public void collected(int worktrees) {
        collected.increment(worktrees);
    }

    @Override
    public void refused(Shortage shortage) {
        Counter.builder("signalbox.runner.worktrees.refused")
                .description("attempts that were denied a place of their own, by the limit that was reached")
                .tag("limit", shortage.limit().name().toLowerCase(Locale.ROOT))
                .register(registry)
                .increment();
    }

    void spawned(Duration time) {
        spawn.record(time);
    }

    void begins(StartAttempt attempt) {
        Duration waited = Duration.between(attempt.dispatchedAt(), Instant.now());
        dispatchWait.record(waited.isNegative() ? Duration.ZERO : waited);
    }
}
