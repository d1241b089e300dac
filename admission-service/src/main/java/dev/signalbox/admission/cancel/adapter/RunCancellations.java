package dev.signalbox.admission.cancel.adapter;

import dev.signalbox.admission.AdmissionConfig;
import dev.signalbox.admission.cancel.Cancellation;
import dev.signalbox.admission.cancel.Cancellation.Requested;
import dev.signalbox.admission.cancel.Cancellation.TooLate;
import dev.signalbox.admission.cancel.Cancellation.Unavailable;
import dev.signalbox.admission.cancel.Cancellation.Unknown;
import dev.signalbox.admission.cancel.Whereabouts;
import dev.signalbox.admission.cancel.Whereabouts.Live;
import dev.signalbox.admission.cancel.Whereabouts.Nowhere;
import dev.signalbox.admission.cancel.Whereabouts.Over;
import dev.signalbox.admission.cancel.Whereabouts.Untold;
import dev.signalbox.admission.cancel.port.RunHistory;
import dev.signalbox.admission.runs.port.CommandLog;
import dev.signalbox.admission.runs.port.StateUnreachable;
import dev.signalbox.admission.status.RunStanding;
import dev.signalbox.admission.status.RunStandings;
import dev.signalbox.admission.upkeep.UnseenRun;
import dev.signalbox.admission.upkeep.adapter.UnsentRuns;
import dev.signalbox.admission.upkeep.port.LeaseState;
import dev.signalbox.contracts.ProblemCode;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.WorkspaceId;
import dev.signalbox.contracts.command.CancelRun;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/** Finds a run, wherever it is known, and asks the scheduler to stop it. Its calls block their thread. */
@ApplicationScoped
public class RunCancellations {
    private static final Logger LOG = Logger.getLogger(RunCancellations.class);

    private final RunStandings standings;
    private final LeaseState leases;
    private final UnsentRuns unsent;
    private final RunHistory history;
    private final CommandLog log;
    private final Duration deadline;
    private final Clock clock;

    RunCancellations(
            RunStandings standings,
            LeaseState leases,
            UnsentRuns unsent,
            RunHistory history,
            CommandLog log,
            AdmissionConfig config,
            Clock clock) {
        this.standings = standings;
        this.leases = leases;
        this.unsent = unsent;
        this.history = history;
        this.log = log;
        this.deadline = config.submitDeadline();
        this.clock = clock;
    }

    /**
     * Asks to stop a run.
     *
     * @param reason why, for people
     * @param who who asks
     */
    public Cancellation cancel(RunId run, String reason, String who) {
        return switch (whereaboutsOf(run)) {
            case Live live -> request(new CancelRun(live.workspace(), run, reason, who, clock.instant()));
            case Over over -> new TooLate(run, over.status());
            case Nowhere nowhere -> new Unknown(run);
            case Untold untold -> new Unavailable(ProblemCode.HISTORY_UNAVAILABLE, untold.reason());
        };
    }

    private Whereabouts whereaboutsOf(RunId run) {
        return standings
                .find(run)
                .map(RunCancellations::announced)
                .or(() -> granted(run))
                .orElseGet(() -> history.whereaboutsOf(run));
    }

    private static Whereabouts announced(RunStanding standing) {
        return standing.isLive() ? new Live(standing.workspace()) : new Over(standing.status());
    }

    private Optional<Whereabouts> granted(RunId run) {
        try {
            Optional<UnseenRun> found = leases.unseen(run);
            if (found.isPresent() && found.get().isUnsent()) {
                // The request to stop must come after the run itself in the log.
                unsent.send(found.get(), leases.condition().generation());
            }
            return found.map(unseen -> new Live(unseen.workspace()));
        } catch (StateUnreachable e) {
            LOG.debugf(e, "Redis cannot say where run %s is; the event log is asked", run);
            return Optional.empty();
        }
    }

    private Cancellation request(CancelRun command) {
        CompletableFuture<?> appended = log.append(command, log.encode(command)).toCompletableFuture();
        try {
            appended.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
            return new Requested(command.run());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return unacknowledged(command.workspace(), e);
        } catch (ExecutionException | TimeoutException e) {
            return unacknowledged(command.workspace(), e);
        }
    }

    private static Cancellation unacknowledged(WorkspaceId workspace, Exception failure) {
        LOG.warnf("A request to stop a run of %s is not acknowledged: %s", workspace, failure);
        return new Unavailable(
                ProblemCode.LOG_UNAVAILABLE,
                "Kafka has not acknowledged the request. Ask again: cancelling twice changes nothing.");
    }
}
