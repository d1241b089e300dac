package dev.signalbox.admission.http;

import static jakarta.ws.rs.core.MediaType.APPLICATION_JSON;

import dev.signalbox.admission.AdmissionConfig;
import dev.signalbox.admission.agents.WorkspaceRegister;
import dev.signalbox.admission.agents.adapter.WorkspacesReader;
import dev.signalbox.admission.command.adapter.Acknowledgements;
import dev.signalbox.admission.runs.port.CommandLog;
import dev.signalbox.contracts.api.Page;
import dev.signalbox.contracts.api.PauseView;
import dev.signalbox.contracts.api.StatedReason;
import dev.signalbox.contracts.command.PauseEverything;
import dev.signalbox.contracts.command.PauseWorkspace;
import dev.signalbox.contracts.command.ResumeEverything;
import dev.signalbox.contracts.command.ResumeWorkspace;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.time.Clock;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** {@code /v1/pause} and {@code /v1/resume}: tells what is held, holds a workspace, or everything, and lets it go on. */
@Path("/v1")
@RunOnVirtualThread
@APIResponse(responseCode = "default", ref = "#/components/responses/Problem")
public class HoldResource {
    private static final String WHICH = "The workspace; when it is missing, everything is meant";

    private final WorkspaceRegister workspaces;
    private final WorkspacesReader reader;
    private final CommandLog log;
    private final Acknowledgements acknowledgements;
    private final AdmissionConfig config;
    private final Clock clock;

    HoldResource(
            WorkspaceRegister workspaces,
            WorkspacesReader reader,
            CommandLog log,
            Acknowledgements acknowledgements,
            AdmissionConfig config,
            Clock clock) {
        this.workspaces = workspaces;
        this.reader = reader;
        this.log = log;
        this.acknowledgements = acknowledgements;
        this.config = config;
        this.clock = clock;
    }

    @GET
    @Path("pause")
    @Produces(APPLICATION_JSON)
    @Operation(
            operationId = "listPauses",
            summary = "What is held: workspaces and everything together, since when, by whom and why",
            description =
                    "What was asked a moment ago is here when the scheduler has read it. A paused run says so by itself.")
    public Page<PauseView> list() throws InvalidRequest {
        if (!reader.isCurrent()) {
            throw new InvalidRequest(AgentResource.stillReading());
        }
        return new Page<>(workspaces.pauses(), null);
    }

    @POST
    @Path("pause")
    @Operation(
            operationId = "pause",
            summary = "Ask to hold a workspace, or everything",
            description =
                    "What runs may finish, nothing else starts, in no run, until it is resumed. Runs are still admitted."
                            + " Pausing twice changes nothing.")
    @RequestBody(
            content = @Content(mediaType = APPLICATION_JSON, schema = @Schema(implementation = StatedReason.class)))
    @APIResponse(responseCode = "202", description = "The scheduler will read the request")
    public Response pause(
            @Parameter(description = WHICH) @QueryParam("workspace") @Nullable String workspace,
            @BeanParam Asked asked,
            InputStream body)
            throws InvalidRequest {
        String reason = asked.statedReason(body, config);
        return answer(
                workspace == null
                        ? log.append(new PauseEverything(reason, asked.who(), clock.instant()))
                        : log.append(new PauseWorkspace(
                                AgentRequests.workspace(workspace), reason, asked.who(), clock.instant())));
    }

    @POST
    @Path("resume")
    @Operation(
            operationId = "resume",
            summary = "Let a held workspace, or everything, go on",
            description =
                    "What is not held is left as it is. Runs that are paused by themselves stay paused, and so do workspaces when"
                            + " everything is resumed.")
    @RequestBody(
            content = @Content(mediaType = APPLICATION_JSON, schema = @Schema(implementation = StatedReason.class)))
    @APIResponse(responseCode = "202", description = "The scheduler will read the request")
    public Response resume(
            @Parameter(description = WHICH) @QueryParam("workspace") @Nullable String workspace,
            @BeanParam Asked asked,
            InputStream body)
            throws InvalidRequest {
        String reason = asked.statedReason(body, config);
        return answer(
                workspace == null
                        ? log.append(new ResumeEverything(reason, asked.who(), clock.instant()))
                        : log.append(new ResumeWorkspace(
                                AgentRequests.workspace(workspace), reason, asked.who(), clock.instant())));
    }

    private Response answer(CompletionStage<?> appended) {
        return CommandResource.accepted(acknowledgements.await(appended));
    }
}
