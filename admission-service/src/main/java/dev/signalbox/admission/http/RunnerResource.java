package dev.signalbox.admission.http;

import dev.signalbox.admission.agents.RunnerRegister;
import dev.signalbox.admission.agents.adapter.RunnersReader;
import dev.signalbox.contracts.api.Page;
import dev.signalbox.contracts.api.RunnerView;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** {@code GET /v1/runners}. */
@Path("/v1/runners")
@RunOnVirtualThread
@APIResponse(responseCode = "default", ref = "#/components/responses/Problem")
public class RunnerResource {
    private final RunnerRegister runners;
    private final RunnersReader reader;
    private final Clock clock;

    RunnerResource(RunnerRegister runners, RunnersReader reader, Clock clock) {
        this.runners = runners;
        this.reader = reader;
        this.clock = clock;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "listRunners",
            summary = "The runners, with what they said last of themselves and of their machines")
    public Page<RunnerView> list() throws InvalidRequest {
        if (!reader.isCurrent()) {
            throw new InvalidRequest(AgentResource.stillReading());
        }
        return new Page<>(runners.at(clock.instant()), null);
    }
}
