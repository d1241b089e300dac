package dev.signalbox.scheduler.stream;

import dev.signalbox.contracts.event.RunEnded;
import dev.signalbox.contracts.event.RunEvent;
import dev.signalbox.scheduler.workspace.Effect;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts what the scheduler decides. No run or step is ever a label. */
public final class SchedulerMetrics {
    private final MeterRegistry registry;
    private final Map<Class<?>, Counter> facts = new ConcurrentHashMap<>();
    private final Counter dispatches;
    private final Counter stops;
    private final Counter unplaceable;
    private final Counter deadLetters;

    public SchedulerMetrics(MeterRegistry registry) {
        this.registry = registry;
        dispatches = registry.counter("signalbox.scheduler.dispatches");
        stops = registry.counter("signalbox.scheduler.stops");
        unplaceable = registry.counter("signalbox.scheduler.reports.unplaceable");
        deadLetters = registry.counter("signalbox.scheduler.dead.letters");
    }

    void count(Effect effect) {
        switch (effect) {
            case Effect.Recorded e -> count(e.event());
            case Effect.Dispatched _ -> dispatches.increment();
            case Effect.Stopped _ -> stops.increment();
            case Effect.Unplaceable _ -> unplaceable.increment();
            case Effect.StatusChanged _, Effect.WorkspaceChanged _, Effect.Forgotten _ -> {}
        }
    }

    void countDeadLetter() {
        deadLetters.increment();
    }

    private void count(RunEvent event) {
        facts.computeIfAbsent(
                        event.data().getClass(),
                        type -> registry.counter("signalbox.scheduler.facts", "type", type.getSimpleName()))
                .increment();
        if (event.data() instanceof RunEnded end) {
            registry.counter(
                            "signalbox.scheduler.runs.ended",
                            "status",
                            end.status().name())
                    .increment();
        }
    }
}
