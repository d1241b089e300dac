package dev.signalbox.admission.http;

import dev.signalbox.admission.AdmissionConfig;
import dev.signalbox.admission.BreakerConfig;
import dev.signalbox.admission.DecisionLogConfig;
import dev.signalbox.admission.runs.port.StateUnreachable;
import dev.signalbox.admission.upkeep.port.LeaseState;
import dev.signalbox.contracts.api.AdmissionPolicy;
import dev.signalbox.contracts.api.AdmissionPolicy.Breaker;
import dev.signalbox.contracts.api.AdmissionPolicy.Caps;
import dev.signalbox.contracts.api.AdmissionPolicy.DecisionLog;
import dev.signalbox.contracts.api.AdmissionPolicy.Queue;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** {@code GET /v1/admission/policy}. Answers even when the state that counts live runs does not. */
@Path("/v1/admission/policy")
@RunOnVirtualThread
public class PolicyResource {
    private final AdmissionConfig config;
    private final LeaseState leases;

    PolicyResource(AdmissionConfig config, LeaseState leases) {
        this.config = config;
        this.leases = leases;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "admissionPolicy", summary = "The limits of the door, and how much of them is used")
    public AdmissionPolicy policy() {
        Optional<LeaseState.Condition> known = condition();
        return new AdmissionPolicy(
                config.maxRuns(),
                known.map(LeaseState.Condition::activeRuns).orElse(null),
                config.leaseTime(),
                config.keyTime(),
                config.maxDefinitionSize().asLongValue(),
                config.maxRequestSize().asLongValue(),
                new Caps(
                        config.maxRunsPerWorkspace(),
                        config.maxSlots(),
                        config.maxDepth(),
                        config.maxSlotsPerWorkspace().orElse(null)),
                new Queue(
                        config.atCap().name().toLowerCase(Locale.ROOT),
                        config.queueLimit(),
                        known.map(LeaseState.Condition::waitingRuns).orElse(null),
                        config.queueAgeing()),
                breaker(config.breaker()),
                config.decisionLog()
                        .path()
                        .map(path -> decisionLog(path.toString()))
                        .orElse(null));
    }

    private Breaker breaker(BreakerConfig breaker) {
        return new Breaker(
                breaker.cooldown(),
                breaker.probes(),
                breaker.gapMax(),
                breaker.gapResetQuiet(),
                breaker.failuresMax(),
                breaker.failureWindow(),
                config.pressure().freshness(),
                config.pressure().limits().most());
    }

    private DecisionLog decisionLog(String path) {
        DecisionLogConfig file = config.decisionLog();
        return new DecisionLog(path, file.maxSize().asLongValue(), file.maxBackups(), file.rotateCheck());
    }

    private Optional<LeaseState.Condition> condition() {
        try {
            return Optional.of(leases.condition()).filter(LeaseState.Condition::isVouchedFor);
        } catch (StateUnreachable e) {
            return Optional.empty();
        }
    }
}
