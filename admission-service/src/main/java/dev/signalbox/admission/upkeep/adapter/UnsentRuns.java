package dev.signalbox.admission.upkeep.adapter;

import dev.signalbox.admission.runs.AdmissionRequest;
import dev.signalbox.admission.runs.adapter.RunSubmissions;
import dev.signalbox.admission.runs.port.RunLeases;
import dev.signalbox.admission.runs.port.StateUnreachable;
import dev.signalbox.admission.upkeep.UnseenRun;
import dev.signalbox.admission.upkeep.port.LeaseState;
import dev.signalbox.contracts.ContractJson;
import dev.signalbox.contracts.command.SubmitRun;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Sends what was granted and never reached the log, under the run id that it was granted. */
@ApplicationScoped
public class UnsentRuns {
    private static final Logger LOG = Logger.getLogger(UnsentRuns.class);

    private final LeaseState leases;
    private final RunLeases runLeases;
    private final RunSubmissions submissions;

    UnsentRuns(LeaseState leases, RunLeases runLeases, RunSubmissions submissions) {
        this.leases = leases;
        this.runLeases = runLeases;
        this.submissions = submissions;
    }

    /** Sends a run; does not wait for the acknowledgement. A run that nobody can send any more is taken back. */
    public void send(UnseenRun unsent, String generation) throws StateUnreachable {
        Optional<byte[]> payload = leases.payload(unsent.run());
        if (payload.isEmpty()) {
            leases.takeBackLost(unsent);
            return;
        }
        try {
            SubmitRun command = ContractJson.mapper().readValue(payload.get(), SubmitRun.class);
            LOG.infof("Run %s was granted %s ago and is not in the log: it is sent", unsent.run(), unsent.age());
            AdmissionRequest request = AdmissionRequest.of(command);
            submissions.sendAgain(unsent.waitsWith() == null ? request : request.waiting(), generation);
        } catch (IOException e) {
            LOG.errorf(e, "The command of run %s cannot be read; its lease and key are free", unsent.run());
            runLeases.release(unsent.run(), unsent.workspace(), unsent.key());
        }
    }
}
