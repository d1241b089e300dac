package dev.signalbox.admission.http;

import static jakarta.ws.rs.core.MediaType.APPLICATION_JSON;

import dev.signalbox.admission.AdmissionConfig;
import dev.signalbox.admission.breaker.Circuit;
import dev.signalbox.admission.breaker.CircuitInput;
import dev.signalbox.admission.breaker.Probes;
import dev.signalbox.admission.breaker.adapter.CircuitDesk;
import dev.signalbox.admission.breaker.adapter.CircuitSignals;
import dev.signalbox.admission.breaker.port.CircuitState;
import dev.signalbox.admission.breaker.port.CircuitState.Reading;
import dev.signalbox.admission.redis.SlotsInUse;
import dev.signalbox.admission.runs.RunAdmission;
import dev.signalbox.admission.runs.port.StateUnreachable;
import dev.signalbox.admission.upkeep.port.LeaseState;
import dev.signalbox.contracts.admission.CircuitStatus;
import dev.signalbox.contracts.api.CircuitView;
import dev.signalbox.contracts.api.PressureView;
import dev.signalbox.contracts.api.StatedReason;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** {@code /v1/admission/circuit}: the circuit breaker, to look at, to open and to close. */
@Path("/v1/admission/circuit")
@RunOnVirtualThread
@APIResponse(responseCode = "default", ref = "#/components/responses/Problem")
public class CircuitResource {
    private static final String WHO = "Who asks; kept with the change";

    private final CircuitState state;
    private final CircuitDesk desk;
    private final CircuitSignals signals;
    private final LeaseState leases;
    private final SlotsInUse slots;
    private final AdmissionConfig config;

    CircuitResource(
            CircuitState state,
            CircuitDesk desk,
            CircuitSignals signals,
            LeaseState leases,
            SlotsInUse slots,
            AdmissionConfig config) {
        this.state = state;
        this.desk = desk;
        this.signals = signals;
        this.leases = leases;
        this.slots = slots;
        this.config = config;
    }

    @GET
    @Operation(operationId = "circuit", summary = "The circuit breaker, and what it looks at")
    @APIResponse(
            responseCode = "200",
            description = "Where it is",
            content = @Content(mediaType = APPLICATION_JSON, schema = @Schema(implementation = CircuitView.class)))
    public Response circuit() {
        try {
            Reading reading = state.read();
            return shown(reading.circuit(), reading.probes());
        } catch (StateUnreachable e) {
            return ProblemAnswers.answer(ProblemAnswers.of(RunAdmission.stateUnreachable()));
        }
    }

    @POST
    @Path("trip")
    @Operation(
            operationId = "tripCircuit",
            summary = "Open the circuit breaker",
            description = "No run is admitted until somebody resets it. What runs goes on.")
    @RequestBody(
            content = @Content(mediaType = APPLICATION_JSON, schema = @Schema(implementation = StatedReason.class)))
    @APIResponse(
            responseCode = "200",
            description = "Where it is now",
            content = @Content(mediaType = APPLICATION_JSON, schema = @Schema(implementation = CircuitView.class)))
    public Response trip(
            @Parameter(description = WHO) @HeaderParam(Asked.ACTOR) @Nullable String actor, InputStream body)
            throws InvalidRequest {
        return change(actor, body, "tripped by hand", CircuitInput.Trip::new);
    }

    @POST
    @Path("reset")
    @Operation(
            operationId = "resetCircuit",
            summary = "Close the circuit breaker",
            description = "It opens again when a cause to do so is left. A closed one stays as it is.")
    @RequestBody(
            content = @Content(mediaType = APPLICATION_JSON, schema = @Schema(implementation = StatedReason.class)))
    @APIResponse(
            responseCode = "200",
            description = "Where it is now",
            content = @Content(mediaType = APPLICATION_JSON, schema = @Schema(implementation = CircuitView.class)))
    public Response reset(
            @Parameter(description = WHO) @HeaderParam(Asked.ACTOR) @Nullable String actor, InputStream body)
            throws InvalidRequest {
        return change(actor, body, "reset by hand", CircuitInput.Reset::new);
    }

    private Response change(
            @Nullable String actor, InputStream body, String unsaid, BiFunction<String, String, CircuitInput> wish)
            throws InvalidRequest {
        StatedReason stated = RequestBodies.statedReason(RequestBodies.bytes(body, config.maxRequestSize()));
        String reason = Asked.reason(stated.reason());
        CircuitInput input = wish.apply(Asked.actor(actor), reason.isEmpty() ? unsaid : reason);
        try {
            desk.hand(reading -> Optional.of(input));
            return circuit();
        } catch (StateUnreachable e) {
            return ProblemAnswers.answer(ProblemAnswers.of(RunAdmission.stateUnreachable()));
        }
    }

    private Response shown(Circuit circuit, Probes probes) throws StateUnreachable {
        LeaseState.Condition condition = leases.condition();
        List<PressureView> machines = signals.machines();
        return Response.ok(
                        new CircuitView(
                                circuit.status(),
                                circuit.cause(),
                                circuit.reason(),
                                circuit.by(),
                                circuit.since(),
                                circuit.until(),
                                circuit.trips(),
                                circuit.status() == CircuitStatus.HALF_OPEN ? probes.left() : null,
                                condition.activeRuns(),
                                slots.count(),
                                condition.waitingRuns(),
                                signals.gap(),
                                config.breaker().gapMax(),
                                machines.stream().findFirst().orElse(null),
                                machines),
                        MediaType.APPLICATION_JSON_TYPE)
                .build();
    }
}
