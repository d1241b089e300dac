package dev.signalbox.admission.runs.adapter;

import dev.signalbox.admission.AdmissionConfig;
import dev.signalbox.admission.runs.AdmissionDecision;
import dev.signalbox.admission.runs.AdmissionDecision.Deny;
import dev.signalbox.admission.runs.AdmissionRequest;
import dev.signalbox.admission.runs.LeaseAnswer;
import dev.signalbox.admission.runs.LeaseAnswer.Rebuilding;
import dev.signalbox.admission.runs.RunAdmission;
import dev.signalbox.admission.runs.RunOutlook;
import dev.signalbox.admission.runs.port.CommandLog;
import dev.signalbox.admission.runs.port.RunLeases;
import dev.signalbox.admission.runs.port.StateUnreachable;
import dev.signalbox.admission.upkeep.Door;
import dev.signalbox.admission.upkeep.DoorCondition.LogDown;
import dev.signalbox.contracts.api.AdmissionOutlook;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Looks what admission would decide, by the rules of {@link RunSubmissions}, and changes nothing. Blocks its thread. */
@ApplicationScoped
public class RunOutlooks {
    private static final Logger LOG = Logger.getLogger(RunOutlooks.class);

    private final RunLeases leases;
    private final CommandLog log;
    private final Door door;
    private final AdmissionConfig config;

    RunOutlooks(RunLeases leases, CommandLog log, Door door, AdmissionConfig config) {
        this.leases = leases;
        this.log = log;
        this.door = door;
        this.config = config;
    }

    public AdmissionOutlook of(AdmissionRequest request) {
        return RunOutlook.of(decision(request));
    }

    private AdmissionDecision decision(AdmissionRequest request) {
        if (!Portions.of(request, log).fit(log)) {
            return RunAdmission.tooLargeForTheLog();
        }
        Optional<Deny> impossible = RunAdmission.impossible(
                request, config.maxSlots(), config.maxSlotsPerWorkspace(), config.claimOverride());
        if (impossible.isPresent()) {
            return impossible.get();
        }
        try {
            LeaseAnswer answer = leases.look(request);
            return answer instanceof Rebuilding && door.condition() instanceof LogDown
                    ? RunAdmission.leasesWaitForTheLog()
                    : RunAdmission.decide(request, answer);
        } catch (StateUnreachable e) {
            LOG.debug("An outlook is dim because Redis does not answer", e);
            return RunAdmission.stateUnreachable();
        }
    }
}
