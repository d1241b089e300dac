package dev.signalbox.admission.http;

import static jakarta.ws.rs.core.MediaType.APPLICATION_JSON;

import dev.signalbox.admission.AdmissionConfig;
import dev.signalbox.admission.agents.WorkspaceRegister;
import dev.signalbox.admission.agents.adapter.WorkspacesReader;
import dev.signalbox.admission.command.adapter.Acknowledgements;
import dev.signalbox.admission.runs.port.CommandLog;
import dev.signalbox.contracts.WorkspaceId;
import dev.signalbox.contracts.admission.WorkspaceStatusChanged;
import dev.signalbox.contracts.api.WorkspaceBudgetRequest;
import dev.signalbox.contracts.api.WorkspaceBudgetView;
import dev.signalbox.contracts.command.SetWorkspaceBudget;
import dev.signalbox.contracts.spec.BudgetRule;
import dev.signalbox.contracts.spec.DailyBudget;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.time.Clock;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** {@code /v1/workspaces/budget}: what all runs of a workspace together may spend. */
@Path("/v1/workspaces/budget")
@RunOnVirtualThread
@APIResponse(responseCode = "default", ref = "#/components/responses/Problem")
public class WorkspaceBudgetResource {
    private static final String WORKSPACE = "The workspace; 'default' when it is missing";
    private static final String READ_LATER = "The scheduler will read the request";

    private final WorkspaceRegister workspaces;
    private final WorkspacesReader reader;
    private final CommandLog log;
    private final Acknowledgements acknowledgements;
    private final AdmissionConfig config;
    private final Clock clock;

    WorkspaceBudgetResource(
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
    @Produces(APPLICATION_JSON)
    @Operation(
            operationId = "getWorkspaceBudget",
            summary = "What the runs of a workspace together may spend, have reserved and have spent")
    public WorkspaceBudgetView get(
            @Parameter(description = WORKSPACE) @QueryParam("workspace") @Nullable String workspace)
            throws InvalidRequest {
        WorkspaceId id = AgentRequests.workspace(workspace);
        if (!reader.isCurrent()) {
            throw new InvalidRequest(
                    AgentResource.stillReading("It is not known yet what there is to say of workspaces."));
        }
        return new WorkspaceBudgetView(
                id, workspaces.find(id).map(WorkspaceStatusChanged::budget).orElse(null));
    }

    @PUT
    @Consumes(APPLICATION_JSON)
    @Operation(
            operationId = "setWorkspaceBudget",
            summary = "Set what the runs of a workspace together may spend",
            description =
                    "In all since the workspace first had a budget, on each day of a time zone, or both. Runs that were paused because it was used up go on when there is room"
                            + " again. Setting the same budget twice changes nothing.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = APPLICATION_JSON,
                            schema = @Schema(implementation = WorkspaceBudgetRequest.class)))
    @APIResponse(responseCode = "202", description = READ_LATER)
    public Response set(
            @Parameter(description = WORKSPACE) @QueryParam("workspace") @Nullable String workspace,
            @BeanParam Asked asked,
            InputStream body)
            throws InvalidRequest {
        WorkspaceBudgetRequest request = RequestBodies.workspaceBudget(asked.content(body, config));
        return ask(
                workspace,
                RequestBodies.rule(request),
                RequestBodies.daily(request),
                Asked.reason(request.reason()),
                asked.who());
    }

    @DELETE
    @Operation(
            operationId = "removeWorkspaceBudget",
            summary = "Let the runs of a workspace spend without a common limit",
            description = "What was spent is forgotten: a later budget counts anew. Removing it twice changes nothing.")
    @APIResponse(responseCode = "202", description = READ_LATER)
    public Response remove(
            @Parameter(description = WORKSPACE) @QueryParam("workspace") @Nullable String workspace,
            @Parameter(description = "Why") @QueryParam("reason") @Nullable String reason,
            @BeanParam Asked asked)
            throws InvalidRequest {
        return ask(workspace, null, null, Asked.reason(reason), asked.who());
    }

    private Response ask(
            @Nullable String workspace,
            @Nullable BudgetRule rule,
            @Nullable DailyBudget daily,
            String reason,
            String who)
            throws InvalidRequest {
        WorkspaceId id = AgentRequests.workspace(workspace);
        return CommandResource.accepted(acknowledgements.await(
                log.append(new SetWorkspaceBudget(id, rule, reason, who, clock.instant(), daily))));
    }
}
