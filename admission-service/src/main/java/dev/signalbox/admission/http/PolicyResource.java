package dev.signalbox.admission.http;

import dev.signalbox.admission.AdmissionConfig;
import dev.signalbox.admission.runs.port.StateUnreachable;
import dev.signalbox.admission.upkeep.port.LeaseState;
import dev.signalbox.contracts.api.AdmissionPolicy;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

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
        return new AdmissionPolicy(
                config.maxRuns(),
                activeRuns(),
                config.leaseTime(),
                config.keyTime(),
                config.maxDefinitionSize().asLongValue(),
                config.maxRequestSize().asLongValue());
    }

    private @Nullable Integer activeRuns() {
        try {
            LeaseState.Condition condition = leases.condition();
            return condition.isVouchedFor() ? condition.activeRuns() : null;
        } catch (StateUnreachable e) {
            return null;
        }
    }
}
