package dev.signalbox.scheduler.stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.signalbox.contracts.ContractJson;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.WorkspaceId;
import dev.signalbox.contracts.admission.Hold;
import dev.signalbox.scheduler.workspace.Changes;
import dev.signalbox.scheduler.workspace.RunFile;
import dev.signalbox.scheduler.workspace.RunPart;
import dev.signalbox.scheduler.workspace.RunProgress;
import dev.signalbox.scheduler.workspace.StepProgress;
import dev.signalbox.scheduler.workspace.WorkspaceProgress;
import dev.signalbox.scheduler.workspace.WorkspaceScheduler;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/** What is kept of the workspaces of one partition, as JSON in key-value stores with a changelog. */
final class SchedulerStores {
    private static final String RUNS = "runs";
    private static final String PROGRESS = "progress";
    private static final String STEPS = "steps";
    private static final String WORKSPACES = "workspaces";
    private static final String EVERYTHING = "\n";

    private final KeyValueStore<String, byte[]> runs;
    private final KeyValueStore<String, byte[]> progress;
    private final KeyValueStore<String, byte[]> steps;
    private final KeyValueStore<String, byte[]> workspaces;

    SchedulerStores(ProcessorContext<String, Outgoing> context) {
        runs = context.getStateStore(RUNS);
        progress = context.getStateStore(PROGRESS);
        steps = context.getStateStore(STEPS);
        workspaces = context.getStateStore(WORKSPACES);
    }

    static List<StoreBuilder<KeyValueStore<String, byte[]>>> builders() {
        return List.of(builder(RUNS), builder(PROGRESS), builder(STEPS), builder(WORKSPACES));
    }

    /** Cached until the commit, so that the changelog gets the last state of each key and not every one in between. */
    private static StoreBuilder<KeyValueStore<String, byte[]>> builder(String name) {
        return Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), Serdes.String(), Serdes.ByteArray())
                .withCachingEnabled();
    }

    void keep(Changes changes) {
        for (RunFile file : changes.opened()) {
            runs.put(file.submit().run().value(), write(file));
        }
        for (RunPart part : changes.parts()) {
            runs.put(partKey(part.run(), part.number()), write(part));
        }
        for (RunProgress run : changes.runs()) {
            progress.put(run.run().value(), write(run));
        }
        for (StepProgress step : changes.steps()) {
            steps.put(key(step.run(), step.step()), write(step));
        }
        for (Changes.ClosedRun closed : changes.closed()) {
            runs.delete(closed.run().value());
            for (int number = 1; number <= closed.parts(); number++) {
                runs.delete(partKey(closed.run(), number));
            }
            for (StepId step : closed.steps()) {
                steps.delete(key(closed.run(), step));
            }
        }
        for (RunId run : changes.forgotten()) {
            progress.delete(run.value());
        }
        for (WorkspaceProgress workspace : changes.workspaces()) {
            workspaces.put(workspace.workspace().value(), workspace.isBlank() ? null : write(workspace));
        }
    }

    /** Why nothing starts anywhere; null when everything may go on. */
    @Nullable
    Hold everythingHeld() {
        byte[] kept = workspaces.get(EVERYTHING);
        return kept == null ? null : read(kept, Hold.class);
    }

    void keepEverythingHeld(@Nullable Hold hold) {
        workspaces.put(EVERYTHING, hold == null ? null : write(hold));
    }

    /** Gives what was kept of the wanted workspaces, and every run of theirs, back to its scheduler. */
    void restore(Predicate<WorkspaceId> wanted, Function<WorkspaceId, WorkspaceScheduler> schedulers, Instant now) {
        try (KeyValueIterator<String, byte[]> all = workspaces.all()) {
            while (all.hasNext()) {
                KeyValue<String, byte[]> entry = all.next();
                if (!entry.key.equals(EVERYTHING) && wanted.test(new WorkspaceId(entry.key))) {
                    schedulers.apply(new WorkspaceId(entry.key)).restore(read(entry.value, WorkspaceProgress.class));
                }
            }
        }
        try (KeyValueIterator<String, byte[]> all = progress.all()) {
            while (all.hasNext()) {
                RunProgress run = read(all.next().value, RunProgress.class);
                if (wanted.test(run.workspace())) {
                    schedulers.apply(run.workspace()).restore(run, file(run), parts(run), steps(run), now);
                }
            }
        }
    }

    private @Nullable RunFile file(RunProgress run) {
        byte[] kept = runs.get(run.run().value());
        return kept == null ? null : read(kept, RunFile.class);
    }

    private List<RunPart> parts(RunProgress run) {
        List<RunPart> found = new ArrayList<>();
        for (byte[] kept = runs.get(partKey(run.run(), 1));
                kept != null;
                kept = runs.get(partKey(run.run(), found.size() + 1))) {
            found.add(read(kept, RunPart.class));
        }
        return found;
    }

    private List<StepProgress> steps(RunProgress run) {
        List<StepProgress> found = new ArrayList<>();
        try (KeyValueIterator<String, byte[]> all = steps.prefixScan(run.run().value(), new StringSerializer())) {
            while (all.hasNext()) {
                KeyValue<String, byte[]> entry = all.next();
                found.add(read(entry.value, StepProgress.class));
            }
        }
        return found;
    }

    /** Run ids all have the same length, so the two parts need nothing between them. */
    private static String key(RunId run, StepId step) {
        return run.value() + step.value();
    }

    private static String partKey(RunId run, int number) {
        return run.value() + "+" + number;
    }

    private static byte[] write(Object value) {
        try {
            return ContractJson.mapper().writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("state cannot be written", e);
        }
    }

    private static <T> T read(byte[] kept, Class<T> type) {
        try {
            return ContractJson.mapper().readValue(kept, type);
        } catch (IOException e) {
            throw new IllegalStateException("kept state cannot be read as " + type.getSimpleName(), e);
        }
    }
}
