package dev.signalbox.scheduler.stream;

import dev.signalbox.contracts.Topics;
import dev.signalbox.contracts.UnreadableMessage;
import dev.signalbox.contracts.WireMessage;
import dev.signalbox.contracts.WorkspaceId;
import dev.signalbox.contracts.admission.Hold;
import dev.signalbox.contracts.admission.WorkspaceStatusChanged;
import dev.signalbox.contracts.attempt.Outcome;
import dev.signalbox.contracts.command.Command;
import dev.signalbox.contracts.command.FleetCommand;
import dev.signalbox.contracts.command.PauseEverything;
import dev.signalbox.contracts.command.ResumeEverything;
import dev.signalbox.contracts.command.RunCommand;
import dev.signalbox.contracts.command.WorkspaceCommand;
import dev.signalbox.scheduler.workspace.Changes;
import dev.signalbox.scheduler.workspace.Effect;
import dev.signalbox.scheduler.workspace.Everything;
import dev.signalbox.scheduler.workspace.Timers;
import dev.signalbox.scheduler.workspace.WorkspaceScheduler;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Owns the workspaces of one partition: reads a command or a report, lets its workspace decide, keeps the changes, sends the
 * effects. State, effects and the offsets of what was read are committed together, so a crash in between leaves nothing behind.
 */
final class SchedulerProcessor implements Processor<String, byte[], String, Outgoing> {
    private static final Logger LOG = Logger.getLogger(SchedulerProcessor.class);
    private static final String SOURCE = "/scheduler-service";
    private static final String TRACEPARENT = "traceparent";

    private final SchedulerSettings settings;
    private final OutcomeBacklog backlog;
    private final SchedulerMetrics metrics;
    private final Timers timers = new Timers();
    private final Everything everything = new Everything();
    private final Map<WorkspaceId, WorkspaceScheduler> workspaces = new HashMap<>();

    private ProcessorContext<String, Outgoing> context;
    private SchedulerStores stores;
    private Alarm alarm;
    private boolean resumed;
    private boolean somebodyWaits;
    private long nextOutcome = -1;

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
    SchedulerProcessor(SchedulerSettings settings, OutcomeBacklog backlog, SchedulerMetrics metrics) {
        this.settings = settings;
        this.backlog = backlog;
        this.metrics = metrics;
    }

    @Override
    public void init(ProcessorContext<String, Outgoing> processorContext) {
        context = processorContext;
        PolledRecords.forget();
        stores = new SchedulerStores(processorContext);
        everything.hold(stores.everythingHeld());
        stores.restore(_ -> true, this::workspace, now());
        alarm = new Alarm(processorContext, settings.timerResolution(), this::tick);
        alarm.setTo(now());
    }

    @Override
    public void process(Record<String, byte[]> received) {
        resumeOnce();
        RecordMetadata origin =
                context.recordMetadata().orElseThrow(() -> new IllegalStateException("a record without an origin"));
        try {
            Changes changes = decide(received, origin);
            carryOut(changes);
            for (Effect effect : changes.effects()) {
                if (effect instanceof Effect.Unplaceable unplaceable) {
                    deadLetter(received, origin, unplaceable.reason());
                }
            }
        } catch (UnreadableMessage e) {
            deadLetter(received, origin, e.getMessage());
        }
        if (origin.topic().equals(Topics.OUTCOMES)) {
            nextOutcome = origin.offset() + 1;
        }
        timers.first().ifPresent(alarm::setTo);
        if (PolledRecords.processedTheLast()) {
            commitIfAwaited();
        }
    }

    private void commitIfAwaited() {
        if (somebodyWaits) {
            context.commit();
            somebodyWaits = false;
        }
    }

    private Changes decide(Record<String, byte[]> received, RecordMetadata origin) throws UnreadableMessage {
        byte[] type = header(received.headers(), WireMessage.TYPE);
        WorkspaceId owner = null;
        try {
            if (origin.topic().equals(Topics.COMMANDS)) {
                switch (WireMessage.read(type, received.value(), Command.class)) {
                    case RunCommand command -> {
                        owner = command.workspace();
                        return workspace(owner).on(command, traceparent(received), now());
                    }
                    case WorkspaceCommand command -> {
                        owner = command.workspace();
                        return workspace(owner).on(command, now());
                    }
                    case FleetCommand command -> {
                        return everything(command);
                    }
                }
            }
            Outcome outcome = WireMessage.read(type, received.value(), Outcome.class);
            owner = outcome.attempt().workspace();
            return workspace(owner).on(outcome, now());
        } catch (RuntimeException e) {
            LOG.errorf(e, "record %s-%d@%d could not be applied", origin.topic(), origin.partition(), origin.offset());
            reload(owner);
            throw new UnreadableMessage("it could not be applied: " + e, e);
        }
    }

    private Changes everything(FleetCommand command) {
        Hold hold = switch (command) {
            case PauseEverything pause
            when everything.hold() == null -> new Hold(pause.reason(), pause.requestedBy(), now());
            case PauseEverything _ -> everything.hold();
            case ResumeEverything _ -> null;
        };
        if (Objects.equals(hold, everything.hold())) {
            return Changes.NONE;
        }
        everything.hold(hold);
        stores.keepEverythingHeld(hold);
        for (WorkspaceScheduler owner : workspaces.values()) {
            carryOut(owner.onEverything(now()));
        }
        return Changes.of(new Effect.WorkspaceChanged(new WorkspaceStatusChanged(Everything.NAME, hold, now())));
    }

    /** Nothing of a failed decision was kept, so the workspace as it was kept is the workspace as it was before. */
    private void reload(@Nullable WorkspaceId owner) {
        if (owner != null) {
            workspaces.remove(owner);
            stores.restore(owner::equals, this::workspace, now());
            carryOut(workspace(owner).resume(now()));
        }
    }

    private void tick() {
        resumeOnce();
        Instant now = now();
        for (Optional<Timers.Entry> due = timers.due(now); due.isPresent(); due = timers.due(now)) {
            Timers.Entry entry = due.get();
            WorkspaceScheduler owner = workspace(entry.workspace());
            carryOut(owner.on(entry.timer(), this::caughtUp, now));
            if (owner.isEmpty()) {
                workspaces.remove(entry.workspace());
            }
        }
        timers.first().ifPresent(alarm::setTo);
        commitIfAwaited();
    }

    private boolean caughtUp() {
        return backlog.isEmpty(context.taskId().partition(), nextOutcome);
    }

    private void resumeOnce() {
        if (!resumed) {
            resumed = true;
            Instant now = now();
            for (WorkspaceScheduler owner : workspaces.values()) {
                carryOut(owner.resume(now));
            }
        }
    }

    private void carryOut(Changes changes) {
        stores.keep(changes);
        for (Effect effect : changes.effects()) {
            carryOut(effect);
            metrics.count(effect);
            somebodyWaits |= isAwaited(effect);
        }
    }

    /** What only informs may share the transaction of what comes next; the commit interval bounds how long it waits for it. */
    private static boolean isAwaited(Effect effect) {
        return switch (effect) {
            case Effect.Dispatched _,
                    Effect.Stopped _,
                    Effect.StatusChanged _,
                    Effect.WorkspaceChanged _,
                    Effect.Unplaceable _ -> true;
            case Effect.Recorded _, Effect.Forgotten _ -> false;
        };
    }

    private void carryOut(Effect effect) {
        switch (effect) {
            case Effect.Recorded e -> send(Topics.EVENTS, e.event().run().value(), e.event(), null);
            case Effect.Dispatched e ->
                send(Topics.dispatches(e.pool()), e.attempt().attempt().step().value(), e.attempt(), e.traceparent());
            case Effect.Stopped e ->
                send(Topics.CONTROLS, e.stop().attempt().run().value(), e.stop(), null);
            case Effect.StatusChanged e ->
                send(Topics.RUN_STATUS, e.status().run().value(), e.status(), null);
            case Effect.WorkspaceChanged e ->
                send(Topics.WORKSPACE_STATUS, e.status().workspace().value(), e.status(), null);
            case Effect.Forgotten e ->
                context.forward(new Record<>(
                        e.run().value(), new Outgoing(Topics.RUN_STATUS, null), context.currentSystemTimeMs()));
            case Effect.Unplaceable _ -> {} // belongs to the record that was read: process() knows it
        }
    }

    private void send(String topic, String key, Object message, @Nullable String traceparent) {
        long millis = context.currentSystemTimeMs();
        WireMessage wire = WireMessage.write(message, SOURCE, Instant.ofEpochMilli(millis));
        Headers headers = new RecordHeaders();
        wire.headers().forEach(headers::add);
        if (traceparent != null) {
            headers.add(TRACEPARENT, traceparent.getBytes(StandardCharsets.UTF_8));
        }
        context.forward(new Record<>(key, new Outgoing(topic, wire.body()), millis, headers));
    }

    private void deadLetter(Record<String, byte[]> received, RecordMetadata origin, @Nullable String reason) {
        LOG.warnf(
                "record %s-%d@%d goes to the dead-letter topic: %s",
                origin.topic(), origin.partition(), origin.offset(), reason);
        metrics.countDeadLetter();
        Headers headers = new RecordHeaders(received.headers().toArray());
        headers.add("signalbox-dead-letter-reason", utf8(String.valueOf(reason)));
        headers.add("signalbox-dead-letter-topic", utf8(origin.topic()));
        headers.add("signalbox-dead-letter-partition", utf8(Integer.toString(origin.partition())));
        headers.add("signalbox-dead-letter-offset", utf8(Long.toString(origin.offset())));
        context.forward(new Record<>(
                received.key(),
                new Outgoing(Topics.deadLetter(origin.topic()), received.value()),
                context.currentSystemTimeMs(),
                headers));
    }

    private WorkspaceScheduler workspace(WorkspaceId id) {
        return workspaces.computeIfAbsent(
                id,
                key -> new WorkspaceScheduler(
                        key,
                        settings.retention(),
                        settings.budgets(),
                        settings.governor(),
                        timers,
                        everything,
                        settings.maxSlotsPerWorkspace()));
    }

    private Instant now() {
        return Instant.ofEpochMilli(context.currentSystemTimeMs());
    }

    private static @Nullable String traceparent(Record<String, byte[]> received) {
        byte[] value = header(received.headers(), TRACEPARENT);
        return value == null ? null : new String(value, StandardCharsets.UTF_8);
    }

    private static byte @Nullable [] header(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null ? null : header.value();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
