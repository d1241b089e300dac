package dev.signalbox.admission.upkeep.adapter;

import dev.signalbox.admission.AdmissionConfig;
import dev.signalbox.admission.queue.ReleasedRun;
import dev.signalbox.admission.queue.adapter.QueueReleases;
import dev.signalbox.admission.runs.UnsettledRuns;
import dev.signalbox.admission.runs.port.RunLeases;
import dev.signalbox.admission.runs.port.StateUnreachable;
import dev.signalbox.admission.status.RunStandings;
import dev.signalbox.admission.upkeep.CommandsBeyond;
import dev.signalbox.admission.upkeep.Door;
import dev.signalbox.admission.upkeep.DoorCondition;
import dev.signalbox.admission.upkeep.DoorCondition.LogDown;
import dev.signalbox.admission.upkeep.DoorCondition.Open;
import dev.signalbox.admission.upkeep.DoorCondition.Rebuilding;
import dev.signalbox.admission.upkeep.DoorCondition.StateDown;
import dev.signalbox.admission.upkeep.DoorCondition.TopicsMissing;
import dev.signalbox.admission.upkeep.RestoredRun;
import dev.signalbox.admission.upkeep.RestoredRun.Standing;
import dev.signalbox.admission.upkeep.UnseenRun;
import dev.signalbox.admission.upkeep.UpkeepPlan;
import dev.signalbox.admission.upkeep.port.LeaseState;
import dev.signalbox.admission.upkeep.port.LogUnreachable;
import dev.signalbox.admission.upkeep.port.StatusFeed;
import dev.signalbox.admission.upkeep.port.SubmittedLog;
import dev.signalbox.contracts.RunId;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * Keeps the leases true, in one thread: renews those of live runs, sends what was granted and never sent, and rebuilds all of it from
 * the log when Redis has lost it.
 *
 * <p>The order of reading makes a rebuild complete. The scheduler commits its progress and the status of a run together; so whoever
 * reads the progress first, and the statuses to their end after that, finds each run either among the statuses or among the commands
 * beyond the progress.
 */
@ApplicationScoped
public class LeaseUpkeep {
    private static final Logger LOG = Logger.getLogger(LeaseUpkeep.class);
    private static final Duration TICK = Duration.ofSeconds(1);

    private final LeaseState leases;
    private final RunLeases runLeases;
    private final SubmittedLog log;
    private final StatusFeed feed;
    private final RunStandings standings;
    private final UnsettledRuns unsettled;
    private final UnsentRuns unsentRuns;
    private final QueueReleases releases;
    private final Door door;
    private final AdmissionConfig config;
    private final Clock clock;

    private Optional<Thread> thread = Optional.empty();
    private boolean topicsExist;
    private Optional<Long> lastRenewal = Optional.empty();
    private volatile boolean stopped;

    LeaseUpkeep(
            LeaseState leases,
            RunLeases runLeases,
            SubmittedLog log,
            StatusFeed feed,
            RunStandings standings,
            UnsettledRuns unsettled,
            UnsentRuns unsentRuns,
            QueueReleases releases,
            Door door,
            AdmissionConfig config,
            Clock clock) {
        this.leases = leases;
        this.runLeases = runLeases;
        this.log = log;
        this.feed = feed;
        this.standings = standings;
        this.unsettled = unsettled;
        this.unsentRuns = unsentRuns;
        this.releases = releases;
        this.door = door;
        this.config = config;
        this.clock = clock;
    }

    void start(@Observes StartupEvent started) {
        thread = Optional.of(Thread.ofPlatform().daemon().name("lease-upkeep").start(this::work));
    }

    private void work() {
        try {
            while (!stopped) {
                report(round());
                door.awaitCall(TICK);
            }
        } catch (InterruptedException e) {
            LOG.debug("The upkeep of leases stops", e);
        }
    }

    private DoorCondition round() {
        try {
            return keepTrue();
        } catch (StateUnreachable e) {
            return new StateDown(String.valueOf(e.getMessage()));
        } catch (LogUnreachable e) {
            return new LogDown(String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            LOG.error("The upkeep of leases met something unexpected and goes on", e);
            return door.condition();
        }
    }

    private DoorCondition keepTrue() throws StateUnreachable, LogUnreachable {
        LeaseState.Condition condition = leases.condition();
        door.holds(condition.activeRuns());
        door.waits(condition.waitingRuns());
        if (!topicsExist) {
            List<String> missing = log.missingTopics();
            if (!missing.isEmpty()) {
                return new TopicsMissing(missing);
            }
            topicsExist = true;
        }
        if (!condition.isVouchedFor()) {
            report(new Rebuilding());
            return rebuild();
        }
        if (renewalIsDue()) {
            renew(condition.generation());
        }
        if (condition.waitingRuns() > 0) {
            releases.giveFreePlaces();
        }
        return new Open();
    }

    private boolean renewalIsDue() {
        Duration sixth = config.leaseTime().dividedBy(6);
        Duration interval = sixth.compareTo(config.upkeepInterval()) < 0 ? sixth : config.upkeepInterval();
        return lastRenewal
                .map(last -> System.nanoTime() - last >= interval.toNanos())
                .orElse(true);
    }

    private void renew(String generation) throws StateUnreachable, LogUnreachable {
        Map<Integer, Long> progress = log.schedulerProgress();
        feed.awaitEnd();
        List<ReleasedRun> released = leases.released();
        Set<RunId> parked = new HashSet<>(leases.waiting());
        released.forEach(run -> parked.add(run.run()));
        parked.addAll(leases.onTrial());
        Set<RunId> held = new HashSet<>(leases.held());
        held.addAll(parked);
        UpkeepPlan plan = UpkeepPlan.of(standings, held, parked, leases.unseen(), progress, config.unsentFor());
        leases.apply(plan.changes());
        leases.apply(plan.overtaken(standings));
        leases.vouch();
        lastRenewal = Optional.of(System.nanoTime());
        for (UnseenRun refused : plan.refused()) {
            LOG.warnf("Run %s was refused by the scheduler; its lease and key are free", refused.run());
            runLeases.release(refused.run(), refused.workspace(), refused.key());
        }
        for (UnseenRun unsent : plan.unsent()) {
            unsentRuns.send(unsent, generation);
        }
        releases.send(released.stream()
                .filter(run -> run.age().compareTo(config.unsentFor()) >= 0)
                .toList());
    }

    private DoorCondition rebuild() throws StateUnreachable, LogUnreachable {
        Optional<LeaseState.Rebuild> begun = leases.beginRebuild();
        if (begun.isEmpty()) {
            return new Rebuilding();
        }
        LeaseState.Rebuild rebuild = begun.get();
        try {
            return rebuild(rebuild);
        } finally {
            rebuild.abandon();
        }
    }

    private DoorCondition rebuild(LeaseState.Rebuild rebuild) throws StateUnreachable, LogUnreachable {
        long start = System.nanoTime();
        awaitSettled(rebuild);
        Map<Integer, Long> progress = log.schedulerProgress();
        feed.awaitEnd();
        rebuild.extend();
        CommandsBeyond beyond = log.beyond(progress, rebuild::extend);
        List<RestoredRun> runs = RestoredRun.all(
                standings, beyond, leases.unseen(), clock.instant(), config.leaseTime(), config.keyTime());
        rebuild.restore(runs);
        if (!rebuild.complete()) {
            return new Rebuilding();
        }
        LOG.infof(
                "Leases and keys are rebuilt from the log: %d live runs, %d waiting, %d keys, in %d ms",
                runs.stream().filter(run -> run.standing() == Standing.LIVE).count(),
                runs.stream().filter(run -> run.standing() == Standing.WAITS).count(),
                runs.stream().filter(run -> run.keyHolds().isPositive()).count(),
                Duration.ofNanos(System.nanoTime() - start).toMillis());
        door.holds(leases.condition().activeRuns());
        return new Open();
    }

    /** What is in flight from before the loss must be in the log before the log is read. */
    private void awaitSettled(LeaseState.Rebuild rebuild) throws StateUnreachable, LogUnreachable {
        CompletableFuture<Void> settled = unsettled.allOfNow();
        try {
            Thread.sleep(config.rebuildQuiet());
            while (!settled.isDone()) {
                rebuild.extend();
                awaitFor(settled);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LogUnreachable("interrupted while waiting for submissions in flight", e);
        }
    }

    private static void awaitFor(CompletableFuture<Void> settled) throws InterruptedException {
        try {
            settled.get(TICK.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            LOG.debug("Submissions are in flight; the rebuild waits for them", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("an unsettled run never fails to settle", e);
        }
    }

    private void report(DoorCondition now) {
        if (!now.equals(door.condition())) {
            LOG.infof("The door: %s", now.sentence());
        }
        door.is(now);
    }

    @PreDestroy
    void stop() throws InterruptedException {
        stopped = true;
        door.callForUpkeep();
        if (thread.isPresent()) {
            thread.get().join(Duration.ofSeconds(2));
            thread.get().interrupt();
        }
    }
}
