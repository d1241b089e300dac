package dev.signalbox.admission.queue.adapter;

import dev.signalbox.admission.AdmissionConfig;
import dev.signalbox.admission.queue.ReleasedRun;
import dev.signalbox.admission.queue.port.RunQueue;
import dev.signalbox.admission.runs.port.CommandLog;
import dev.signalbox.admission.runs.port.StateUnreachable;
import dev.signalbox.contracts.command.ReleaseRun;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * Gives free places to the runs that wait, and tells the scheduler. A release that is not acknowledged is sent again by the upkeep:
 * the shared state knows the run as released until the scheduler has announced it.
 */
@ApplicationScoped
public class QueueReleases {
    private static final Logger LOG = Logger.getLogger(QueueReleases.class);

    private final RunQueue queue;
    private final CommandLog log;
    private final AdmissionConfig config;
    private final Clock clock;
    private final Counter sent;

    QueueReleases(RunQueue queue, CommandLog log, AdmissionConfig config, Clock clock, MeterRegistry metrics) {
        this.queue = queue;
        this.log = log;
        this.config = config;
        this.clock = clock;
        this.sent = Counter.builder("signalbox_admission_releases")
                .description("Runs that waited and got their place, repetitions included")
                .register(metrics);
    }

    /** Moves as many waiting runs as there are free places, and releases them. */
    public void giveFreePlaces() throws StateUnreachable {
        List<ReleasedRun> moved = queue.promote();
        while (!moved.isEmpty()) {
            send(moved);
            moved = queue.promote();
        }
    }

    /** Sends releases, and waits for their acknowledgement as long as a caller would. */
    public void send(List<ReleasedRun> released) {
        CompletableFuture<?>[] appended = released.stream().map(this::append).toArray(CompletableFuture[]::new);
        try {
            CompletableFuture.allOf(appended).get(config.submitDeadline().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warnf("Not every release is acknowledged by the log, and the rest will be sent again: %s", e);
        }
    }

    private CompletableFuture<?> append(ReleasedRun released) {
        ReleaseRun command = new ReleaseRun(released.workspace(), released.run(), clock.instant());
        sent.increment();
        return log.append(command, log.encode(command)).toCompletableFuture();
    }
}
