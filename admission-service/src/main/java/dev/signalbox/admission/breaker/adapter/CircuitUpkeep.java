package dev.signalbox.admission.breaker.adapter;

import dev.signalbox.admission.breaker.Circuit;
import dev.signalbox.admission.breaker.CircuitDecider;
import dev.signalbox.admission.breaker.CircuitInput.CauseAppeared;
import dev.signalbox.admission.breaker.port.CircuitState;
import dev.signalbox.admission.runs.adapter.DecisionJournal;
import dev.signalbox.admission.runs.port.StateUnreachable;
import dev.signalbox.admission.upkeep.Door;
import dev.signalbox.contracts.admission.CircuitChanged;
import dev.signalbox.contracts.admission.CircuitStatus;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * Looks once a second what the circuit breaker must do, in one thread, and announces its changes at least once. While Redis does not
 * answer there is nothing to break: nobody is admitted. A breaker that Redis has lost is written back as it was last seen here.
 */
@ApplicationScoped
public class CircuitUpkeep {
    private static final Logger LOG = Logger.getLogger(CircuitUpkeep.class);
    private static final Duration REST = Duration.ofSeconds(1);
    private static final Duration ANNOUNCE_WITHIN = Duration.ofSeconds(5);

    private final CircuitDesk desk;
    private final CircuitState state;
    private final CircuitSignals signals;
    private final DecisionJournal journal;
    private final Door door;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private Optional<Thread> thread = Optional.empty();
    private volatile Circuit lastSeen = Circuit.NEW;

    CircuitUpkeep(
            CircuitDesk desk,
            CircuitState state,
            CircuitSignals signals,
            DecisionJournal journal,
            Door door,
            MeterRegistry metrics) {
        this.desk = desk;
        this.state = state;
        this.signals = signals;
        this.journal = journal;
        this.door = door;
        for (CircuitStatus status : CircuitStatus.values()) {
            Gauge.builder("signalbox_admission_circuit", this, upkeep -> upkeep.lastSeen.status() == status ? 1 : 0)
                    .tag("status", status.name().toLowerCase(java.util.Locale.ROOT))
                    .description("1 for the status that the circuit breaker has")
                    .register(metrics);
        }
        Gauge.builder("signalbox_admission_gap", signals, CircuitSignals::gap)
                .description("Attempts that have started, not ended, and are silent")
                .register(metrics);
    }

    void start(@Observes StartupEvent started) {
        thread = Optional.of(Thread.ofPlatform().daemon().name("circuit-upkeep").start(this::work));
    }

    private void work() {
        try {
            do {
                round();
            } while (!stopped.await(REST.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            LOG.debug("The upkeep of the circuit breaker stops", e);
        }
    }

    private void round() throws InterruptedException {
        try {
            writeBackWhatWasLost();
            Optional<CauseAppeared> cause = signals.cause();
            Circuit circuit = desk.hand(
                    reading -> CircuitDecider.input(reading.circuit(), cause, reading.probes(), reading.now()));
            notice(circuit);
            announce();
        } catch (StateUnreachable e) {
            LOG.debug("The circuit breaker waits for Redis", e);
        } catch (RuntimeException e) {
            LOG.error("The upkeep of the circuit breaker met something unexpected and goes on", e);
        }
    }

    private void writeBackWhatWasLost() throws StateUnreachable {
        if (lastSeen.version() > 0 && state.read().circuit().version() == 0) {
            state.restore(lastSeen);
        }
    }

    private void notice(Circuit circuit) {
        if (circuit.status() != lastSeen.status()) {
            LOG.infof("The circuit breaker is %s: %s (%s)", circuit.status(), circuit.reason(), circuit.by());
            door.callForReleases();
        }
        lastSeen = circuit;
    }

    private void announce() throws StateUnreachable, InterruptedException {
        for (CircuitChanged change : state.unannounced()) {
            try {
                journal.announce(change).get(ANNOUNCE_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
                state.announced(change);
            } catch (ExecutionException | TimeoutException e) {
                LOG.debug("A change of the circuit breaker will be announced again", e);
                return;
            }
        }
    }

    @PreDestroy
    void stop() throws InterruptedException {
        stopped.countDown();
        if (thread.isPresent()) {
            thread.get().join(Duration.ofSeconds(2));
            thread.get().interrupt();
        }
    }
}
