package dev.signalbox.simulation;

import dev.signalbox.contracts.AttemptRef;
import dev.signalbox.contracts.attempt.AttemptOutcome;
import dev.signalbox.contracts.attempt.AttemptResult;
import dev.signalbox.contracts.attempt.Outcome;
import dev.signalbox.contracts.attempt.StopAttempt;
import dev.signalbox.contracts.attempt.UsageReported;
import dev.signalbox.contracts.spec.AgentType;
import dev.signalbox.contracts.spec.Usage;
import dev.signalbox.runner.attempt.Assignment;
import dev.signalbox.runner.attempt.RunningAttempts;
import dev.signalbox.runner.attempt.StopOrder;
import dev.signalbox.runner.attempt.Work;
import dev.signalbox.runner.attempt.port.AttemptJournal;
import dev.signalbox.runner.report.Heartbeats;
import dev.signalbox.runner.report.Results;
import dev.signalbox.runner.report.UnsentResult;
import dev.signalbox.runner.report.port.OutcomeLog;
import dev.signalbox.runner.report.port.ResultSpool;
import dev.signalbox.runner.slot.SlotAnswer;
import dev.signalbox.runner.slot.port.SlotLeases;
import dev.signalbox.runner.stop.LeaseGuard;
import dev.signalbox.runner.stop.StopRegister;
import dev.signalbox.runner.take.Backlog;
import dev.signalbox.runner.take.TakeProtocol;
import dev.signalbox.runner.take.Waiting;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The place of a runner: its starts follow each other, and what is on its disk outlives them. */
final class RunnerNode {
    static final int PLACES = 3;
    private static final Duration LEASE = Duration.ofSeconds(15);
    private static final ScheduledThreadPoolExecutor NEVER = new ScheduledThreadPoolExecutor(0);

    private final String name;
    private final Topics topics;
    private final Slots slots;
    private final Faults faults;
    private final Time time;
    private final Audit audit;
    private final Fleet fleet;
    private final Map<String, ResultSpool.Segment> disk = new LinkedHashMap<>();
    private int starts;
    private Duration jump = Duration.ZERO;

    @Nullable
    private Life life;

    /** What the runners know of each other: who is there, and who has which partition. */
    interface Fleet {
        Set<String> members();

        boolean owns(RunnerNode node, int partition);
    }

    RunnerNode(String name, Topics topics, Slots slots, Faults faults, Time time, Audit audit, Fleet fleet) {
        this.name = name;
        this.topics = topics;
        this.slots = slots;
        this.faults = faults;
        this.time = time;
        this.audit = audit;
        this.fleet = fleet;
    }

    boolean isUp() {
        return life != null;
    }

    String id() {
        return name + "#" + starts;
    }

    void jump(Duration by) {
        jump = by;
    }

    void start() {
        if (life == null) {
            starts++;
            life = new Life();
            during(Life::resume);
        }
    }

    /** The process dies, and the agents it drives with it. */
    void die() {
        if (life != null) {
            life.working.keySet().forEach(audit::gone);
        }
        life = null;
    }

    void work() {
        during(Life::work);
    }

    /** Its own threads go on whatever else happens: heartbeats, leases, results. */
    void tick() {
        during(Life::tick);
    }

    /** One of its agents uses tokens. */
    void useSome() {
        during(Life::useSome);
    }

    private static Usage tokens(long count) {
        return new Usage(count, 0, BigDecimal.ZERO);
    }

    /** One of its agents comes to an end. */
    void endOne(AttemptOutcome outcome) {
        during(living -> living.endOne(outcome));
    }

    void partitionsMoved() {
        if (life != null) {
            life.partitionsMoved();
        }
    }

    private void during(Consumer<Life> something) {
        if (life != null) {
            try {
                something.accept(life);
            } catch (Crash _) {
                die();
            }
        }
    }

    /** One process: everything in here is gone when it dies. */
    private final class Life implements SlotLeases, OutcomeLog, AttemptJournal, ResultSpool {
        final Map<AttemptRef, Consumer<AttemptResult>> working = new LinkedHashMap<>();
        private final Set<AttemptRef> ordered = new LinkedHashSet<>();
        private final Map<AttemptRef, Long> used = new HashMap<>();
        private final Set<AttemptRef> leased = new LinkedHashSet<>();
        private final Backlog backlog = new Backlog();
        private final StopRegister stops = new StopRegister(Duration.ofHours(24));
        private final String runner = id();
        private final long[] positions = new long[Topics.PARTITIONS];
        private final boolean[] mine = new boolean[Topics.PARTITIONS];
        private final Results results = new Results(
                this, this, runner, Duration.ofSeconds(2), this::settled, () -> time.now(jump), time::nanos);
        private final RunningAttempts running =
                new RunningAttempts(Map.of(AgentType.FAKE, this::begin), results, this::release, NEVER);
        private final Heartbeats heartbeats =
                new Heartbeats(running, this, runner, Duration.ofSeconds(3), () -> time.now(jump), time::nanos);
        private final LeaseGuard guard = new LeaseGuard(running, time::nanos);
        private final TakeProtocol protocol = new TakeProtocol(
                new TakeProtocol.Terms(runner, PLACES, LEASE, Duration.ofSeconds(4)),
                new TakeProtocol.Parts(
                        backlog,
                        running,
                        this,
                        this,
                        results,
                        this,
                        stops,
                        this::readControls,
                        start -> {},
                        () -> time.now(jump),
                        time::nanos));
        private int controlsRead = topics.controls.size();

        void resume() {
            controlsRead = 0;
            results.resume(List.copyOf(disk.values()));
        }

        void work() {
            poll();
            if (faults.oneIn(2)) {
                readControls();
            }
            faults.port();
            protocol.take(this::commit);
            tick();
        }

        void tick() {
            slots.renew(runner, leased);
            guard.run();
            heartbeats.run();
            results.tend();
            killWhatWasOrdered();
        }

        void endOne(AttemptOutcome outcome) {
            if (!working.isEmpty()) {
                end(working.keySet().iterator().next(), outcome);
            }
        }

        /** One of its agents uses some more of what is reserved for it, and says so. */
        void useSome() {
            if (!working.isEmpty()) {
                AttemptRef attempt = faults.any(List.copyOf(working.keySet()));
                long before = used.getOrDefault(attempt, 0L);
                if (before < audit.mayUse(attempt)) {
                    used.put(attempt, before + 1);
                    send(new UsageReported(attempt, runner, tokens(before + 1), time.now(jump)), null, failure -> {});
                }
            }
        }

        private void killWhatWasOrdered() {
            for (AttemptRef attempt : List.copyOf(ordered)) {
                if (!faults.fails()) {
                    end(attempt, faults.fails() ? AttemptOutcome.SUCCEEDED : AttemptOutcome.FAILED);
                }
            }
        }

        private void end(AttemptRef attempt, AttemptOutcome outcome) {
            Consumer<AttemptResult> ended = working.remove(attempt);
            ordered.remove(attempt);
            if (ended != null) {
                audit.gone(attempt);
                audit.endedFor(attempt, outcome);
                long most = audit.mayUse(attempt);
                long before = used.getOrDefault(attempt, 0L);
                long all = before >= most ? before : before + faults.below(Math.toIntExact(most - before) + 1);
                used.remove(attempt);
                ended.accept(new AttemptResult(outcome, null, null, null, tokens(all), 0));
            }
        }

        private Work begin(Assignment assignment, Consumer<AttemptResult> ended) {
            audit.begun(assignment.ref());
            working.put(assignment.ref(), ended);
            faults.port();
            return order -> ordered.add(assignment.ref());
        }

        private void poll() {
            for (int partition = 0; partition < Topics.PARTITIONS; partition++) {
                if (fleet.owns(RunnerNode.this, partition)) {
                    if (!mine[partition]) {
                        mine[partition] = true;
                        positions[partition] = topics.taken[partition];
                    }
                    readFrom(partition);
                }
            }
        }

        private void readFrom(int partition) {
            List<Topics.Dispatch> all = topics.dispatches.get(partition);
            while (positions[partition] < all.size()) {
                Topics.Dispatch next = all.get((int) positions[partition]);
                backlog.add(new Waiting.Dispatched(
                        partition, positions[partition]++, new Assignment(next.start(), null), next.writtenAt()));
            }
        }

        void partitionsMoved() {
            for (int partition = 0; partition < Topics.PARTITIONS; partition++) {
                if (mine[partition] && !fleet.owns(RunnerNode.this, partition)) {
                    mine[partition] = false;
                    backlog.drop(List.of(partition));
                }
            }
        }

        private Optional<String> commit(Map<Integer, Long> offsets) {
            faults.port();
            if (faults.isBroken(Faults.Broken.DISPATCHES_ARE_BEGUN_BEFORE_THEY_ARE_COMMITTED) && faults.oneIn(4)) {
                return Optional.empty();
            }
            if (!offsets.keySet().stream().allMatch(partition -> mine[partition])) {
                return Optional.of("the partition belongs to another runner");
            }
            if (faults.fails()) {
                return Optional.of("no answer");
            }
            offsets.forEach((partition, offset) -> topics.taken[partition] = offset);
            boolean unanswered = faults.fails();
            faults.port();
            return unanswered ? Optional.of("committed, and nobody heard it") : Optional.empty();
        }

        private boolean readControls() {
            faults.port();
            if (faults.fails()) {
                return false;
            }
            while (controlsRead < topics.controls.size()) {
                StopAttempt stop = topics.controls.get(controlsRead++);
                stops.enter(stop.attempt(), stop.cause(), stop.requestedAt());
                running.stop(stop.attempt(), StopOrder.of(stop.cause()));
            }
            return true;
        }

        @Override
        public SlotAnswer acquire(List<AttemptRef> attempts) {
            faults.port();
            if (faults.fails()) {
                return new SlotAnswer.Unavailable("no answer");
            }
            SlotAnswer answer = slots.acquire(runner, fleet.members(), leased, attempts);
            if (answer instanceof SlotAnswer.Granted granted) {
                leased.addAll(attempts.subList(0, granted.count()));
            }
            faults.port();
            return answer;
        }

        @Override
        public void release(AttemptRef attempt) {
            leased.remove(attempt);
            slots.release(runner, leased, attempt);
        }

        @Override
        public void send(Outcome outcome, @Nullable String traceparent, Consumer<@Nullable Exception> settled) {
            faults.port();
            if (faults.fails()) {
                settled.accept(new IOException("the log does not answer"));
                return;
            }
            topics.outcomes.add(outcome);
            if (faults.repeats()) {
                topics.outcomes.add(outcome);
            }
            faults.port();
            settled.accept(faults.fails() ? new IOException("written, and nobody heard it") : null);
        }

        @Override
        public void taken(List<AttemptRef> attempts) {
            faults.port();
        }

        @Override
        public void settled(AttemptRef attempt) {}

        @Override
        public Segment store(List<UnsentResult> unsent) throws IOException {
            if (faults.fails()) {
                throw new IOException("the disk is full");
            }
            Segment segment = new Segment(runner + "-" + disk.size() + "-" + time.nanos(), unsent);
            disk.put(segment.name(), segment);
            faults.port();
            return segment;
        }

        @Override
        public void remove(Segment segment) {
            disk.remove(segment.name());
        }

        @Override
        public List<Segment> stored() {
            return new ArrayList<>(disk.values());
        }
    }

    int working() {
        return life == null ? 0 : life.working.size();
    }

    boolean isIdle() {
        return life != null && life.working.isEmpty() && life.results.unacknowledged() == 0 && life.backlog.isEmpty();
    }
}
