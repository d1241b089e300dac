package dev.signalbox.admission.command.adapter;

import org.jspecify.annotations.Nullable;
import java.util.function.Function;
import dev.signalbox.contracts.command.RaiseBudget;
import dev.signalbox.contracts.spec.Budget;
import dev.signalbox.contracts.StepId;
import dev.signalbox.admission.AdmissionConfig;
import dev.signalbox.admission.command.CommandAnswer;
import dev.signalbox.admission.command.CommandAnswer.Requested;
import dev.signalbox.admission.command.CommandAnswer.TooLate;
import dev.signalbox.admission.command.CommandAnswer.Unavailable;
import dev.signalbox.admission.command.CommandAnswer.Unknown;
import dev.signalbox.admission.command.Whereabouts;
import dev.signalbox.admission.command.Whereabouts.Live;
import dev.signalbox.admission.command.Whereabouts.Nowhere;
import dev.signalbox.admission.command.Whereabouts.Over;
import dev.signalbox.admission.command.Whereabouts.Untold;
import dev.signalbox.admission.command.Wish;
import dev.signalbox.admission.command.port.RunHistory;
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
import dev.signalbox.contracts.command.RunCommand;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/** Finds a run, wherever it is known, and passes on to the scheduler what is asked of it. Its calls block their thread. */
@ApplicationScoped
public class RunCommands {
    private static final Logger LOG = Logger.getLogger(RunCommands.class);

    private final RunStandings standings;
    private final LeaseState leases;
    private final UnsentRuns unsent;
    private final RunHistory history;
    private final CommandLog log;
    private final Duration deadline;
    private final Clock clock;

    RunCommands(
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
     * Asks something of a run.
     *
     * @param wish what
     * @param reason why, for people
     * @param who who asks
     */
    public CommandAnswer ask(Wish wish, RunId run, String reason, String who) {
        return ask(run, workspace -> wish.command(workspace, run, reason, who, clock.instant()));
    }

    /**
     * Sets the budget of a run, or of one of its steps, anew.
     *
     * @param step whose budget; null for the run's
     * @param limit what may be spent in all
     */
    public CommandAnswer raiseBudget(RunId run, @Nullable StepId step, Budget limit, String reason, String who) {
        return ask(run, workspace -> new RaiseBudget(workspace, run, step, limit, reason, who, clock.instant()));
    }

    private CommandAnswer ask(RunId run, Function<WorkspaceId, RunCommand> wish) {
        return switch (whereaboutsOf(run)) {
            case Live live -> request(wish.apply(live.workspace()));
            case Over over -> new TooLate(run, over.status());
            case Nowhere nowhere -> new Unknown(run);
            case Untold untold -> new Unavailable(ProblemCode.HISTORY_UNAVAILABLE, untold.reason());
        };
    }

    private Whereabouts whereaboutsOf(RunId run) {
        return standings
                .find(run)
                .map(RunCommands::announced)
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
                // The command must come after the run itself in the log.
                unsent.send(found.get(), leases.condition().generation());
            }
            return found.map(unseen -> new Live(unseen.workspace()));
        } catch (StateUnreachable e) {
            LOG.debugf(e, "Redis cannot say where run %s is; the event log is asked", run);
            return Optional.empty();
        }
    }

    private CommandAnswer request(RunCommand command) {
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

    private static CommandAnswer unacknowledged(WorkspaceId workspace, Exception failure) {
        LOG.warnf("A command about a run of %s is not acknowledged: %s", workspace, failure);
        return new Unavailable(
                ProblemCode.LOG_UNAVAILABLE,
                "Kafka has not acknowledged the request. Ask again: asking twice changes nothing.");
    }
}
