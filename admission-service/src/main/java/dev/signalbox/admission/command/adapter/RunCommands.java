package dev.signalbox.admission.command.adapter;

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
import dev.signalbox.contracts.command.RunCommand;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
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
    private final Acknowledgements acknowledgements;
    private final Clock clock;

    RunCommands(
            RunStandings standings,
            LeaseState leases,
            UnsentRuns unsent,
            RunHistory history,
            CommandLog log,
            Acknowledgements acknowledgements,
            Clock clock) {
        this.standings = standings;
        this.leases = leases;
        this.unsent = unsent;
        this.history = history;
        this.log = log;
        this.acknowledgements = acknowledgements;
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
        return switch (whereaboutsOf(run)) {
            case Live live -> request(wish.command(live.workspace(), run, reason, who, clock.instant()));
            case Over over -> new TooLate(run, over.status());
            case Nowhere nowhere -> new Unknown(run);
            case Untold untold -> new Unavailable(ProblemCode.HISTORY_UNAVAILABLE, untold.reason());
        };
    }

    /** What keeps a run from being asked anything; empty when nothing does. */
    public Optional<CommandAnswer> hindrance(RunId run) {
        return switch (whereaboutsOf(run)) {
            case Live _ -> Optional.empty();
            case Over over -> Optional.of(new TooLate(run, over.status()));
            case Nowhere _ -> Optional.of(new Unknown(run));
            case Untold untold -> Optional.of(new Unavailable(ProblemCode.HISTORY_UNAVAILABLE, untold.reason()));
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
        return acknowledgements
                .await(log.append(command, log.encode(command)))
                .<CommandAnswer>map(unavailable -> unavailable)
                .orElseGet(() -> new Requested(command.run()));
    }
}
