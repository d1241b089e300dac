package dev.signalbox.admission.http;

import static jakarta.ws.rs.core.MediaType.APPLICATION_JSON;

import dev.signalbox.admission.AdmissionConfig;
import dev.signalbox.admission.agents.AgentRoll;
import dev.signalbox.admission.agents.RunnerRegister;
import dev.signalbox.admission.agents.WorkspaceRegister;
import dev.signalbox.admission.agents.adapter.RunnersReader;
import dev.signalbox.admission.agents.adapter.WorkspacesReader;
import dev.signalbox.admission.command.adapter.Acknowledgements;
import dev.signalbox.admission.runs.port.CommandLog;
import dev.signalbox.contracts.AgentId;
import dev.signalbox.contracts.ProblemCode;
import dev.signalbox.contracts.WorkspaceId;
import dev.signalbox.contracts.api.AgentRequest;
import dev.signalbox.contracts.api.AgentView;
import dev.signalbox.contracts.api.Page;
import dev.signalbox.contracts.api.Problem;
import dev.signalbox.contracts.api.StatedReason;
import dev.signalbox.contracts.command.DrainAgent;
import dev.signalbox.contracts.command.RegisterAgent;
import dev.signalbox.contracts.command.RemoveAgent;
import dev.signalbox.contracts.command.WorkspaceCommand;
import dev.signalbox.contracts.spec.AgentSpec;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** {@code /v1/agents}: the agents of workspaces, as they are now. */
@Path("/v1/agents")
@RunOnVirtualThread
@APIResponse(responseCode = "default", ref = "#/components/responses/Problem")
public class AgentResource {
    private static final Duration READ_MAY_BE_DONE_AFTER = Duration.ofSeconds(1);
    private static final String WORKSPACE = "The agent's workspace; 'default' when it is missing";
    private static final String READ_LATER = "The scheduler will read the request";

    private final WorkspaceRegister workspaces;
    private final RunnerRegister runners;
    private final WorkspacesReader workspacesReader;
    private final RunnersReader runnersReader;
    private final CommandLog log;
    private final Acknowledgements acknowledgements;
    private final AdmissionConfig config;
    private final Clock clock;

    AgentResource(
            WorkspaceRegister workspaces,
            RunnerRegister runners,
            WorkspacesReader workspacesReader,
            RunnersReader runnersReader,
            CommandLog log,
            Acknowledgements acknowledgements,
            AdmissionConfig config,
            Clock clock) {
        this.workspaces = workspaces;
        this.runners = runners;
        this.workspacesReader = workspacesReader;
        this.runnersReader = runnersReader;
        this.log = log;
        this.acknowledgements = acknowledgements;
        this.config = config;
        this.clock = clock;
    }

    @GET
    @Produces(APPLICATION_JSON)
    @Operation(
            operationId = "listAgents",
            summary = "The agents that are registered, drained or at work, with their state",
            description =
                    "Agents that definitions of runs bring are shown while a runner works for them, or when they are drained.")
    public Page<AgentView> list(
            @Parameter(description = "Only those of this workspace; all when it is missing")
                    @QueryParam("workspace")
                    @Nullable
                    String workspace)
            throws InvalidRequest {
        if (workspace == null) {
            return new Page<>(agents(any -> true), null);
        }
        WorkspaceId wanted = AgentRequests.workspace(workspace);
        return new Page<>(agents(wanted::equals), null);
    }

    @GET
    @Path("{agent}")
    @Produces(APPLICATION_JSON)
    @Operation(operationId = "getAgent", summary = "One agent, with its state")
    public AgentView get(
            @PathParam("agent") String agent,
            @Parameter(description = WORKSPACE) @QueryParam("workspace") @Nullable String workspace)
            throws InvalidRequest {
        WorkspaceId owner = AgentRequests.workspace(workspace);
        return find(owner, agent).orElseThrow(() -> unknown(owner, agent));
    }

    @POST
    @Consumes(APPLICATION_JSON)
    @Operation(
            operationId = "registerAgent",
            summary = "Bring an agent into a workspace",
            description =
                    "It is given steps of every run of the workspace that it fits, of those in flight at once. An agent of the same id is"
                            + " replaced, and one that was drained is given steps again. Registering it twice changes nothing.")
    @RequestBody(
            required = true,
            content = @Content(mediaType = APPLICATION_JSON, schema = @Schema(implementation = AgentRequest.class)))
    @APIResponse(responseCode = "202", description = READ_LATER)
    public Response register(
            @Parameter(description = WORKSPACE) @QueryParam("workspace") @Nullable String workspace,
            @BeanParam Asked asked,
            InputStream body)
            throws InvalidRequest {
        WorkspaceId owner = AgentRequests.workspace(workspace);
        AgentSpec agent = AgentRequests.agent(RequestBodies.agentRequest(asked.content(body, config)));
        return answer(owner, agent.id(), new RegisterAgent(owner, agent, asked.who(), clock.instant()));
    }

    @POST
    @Path("{agent}/drain")
    @Operation(
            operationId = "drainAgent",
            summary = "Give an agent no more steps",
            description =
                    "Those it works on may end; then it is drained. The agent may be a registered one, or one that definitions of runs"
                            + " bring. Draining it twice changes nothing.")
    @RequestBody(
            content = @Content(mediaType = APPLICATION_JSON, schema = @Schema(implementation = StatedReason.class)))
    @APIResponse(responseCode = "202", description = READ_LATER)
    public Response drain(
            @PathParam("agent") String agent,
            @Parameter(description = WORKSPACE) @QueryParam("workspace") @Nullable String workspace,
            @BeanParam Asked asked,
            InputStream body)
            throws InvalidRequest {
        WorkspaceId owner = AgentRequests.workspace(workspace);
        AgentId id = AgentRequests.id(agent);
        return answer(
                owner, id, new DrainAgent(owner, id, asked.statedReason(body, config), asked.who(), clock.instant()));
    }

    @DELETE
    @Path("{agent}")
    @Operation(
            operationId = "removeAgent",
            summary = "Drain an agent, and forget it then",
            description =
                    "Its registration is forgotten, and that it was drained. A run whose definition names an agent of this id has that"
                            + " one from then on; to keep that one away, too, drain it instead.")
    @APIResponse(responseCode = "202", description = READ_LATER)
    public Response remove(
            @PathParam("agent") String agent,
            @Parameter(description = WORKSPACE) @QueryParam("workspace") @Nullable String workspace,
            @Parameter(description = "Why") @QueryParam("reason") @Nullable String reason,
            @BeanParam Asked asked)
            throws InvalidRequest {
        WorkspaceId owner = AgentRequests.workspace(workspace);
        AgentId id = AgentRequests.id(agent);
        requireCurrent();
        if (workspaces.agent(owner, id).isEmpty()) {
            throw unknown(owner, agent);
        }
        return answer(owner, id, new RemoveAgent(owner, id, Asked.reason(reason), asked.who(), clock.instant()));
    }

    private Response answer(WorkspaceId workspace, AgentId agent, WorkspaceCommand command) {
        return acknowledgements
                .await(log.append(command))
                .map(CommandResource::unavailable)
                .orElseGet(() ->
                        Response.accepted().location(linkTo(workspace, agent)).build());
    }

    private static URI linkTo(WorkspaceId workspace, AgentId agent) {
        return URI.create("/v1/agents/" + encoded(agent.value()) + "?workspace=" + encoded(workspace.value()));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private List<AgentView> agents(Predicate<WorkspaceId> wanted) throws InvalidRequest {
        requireCurrent();
        return AgentRoll.of(workspaces.all(), runners.at(clock.instant()), wanted);
    }

    private Optional<AgentView> find(WorkspaceId workspace, String agent) throws InvalidRequest {
        return agents(workspace::equals).stream()
                .filter(view -> view.id().value().equals(agent))
                .findFirst();
    }

    private void requireCurrent() throws InvalidRequest {
        if (!workspacesReader.isCurrent() || !runnersReader.isCurrent()) {
            throw new InvalidRequest(stillReading());
        }
    }

    static Problem stillReading() {
        return stillReading("It is not known yet which agents and runners there are.");
    }

    static Problem stillReading(String detail) {
        return Problem.of(ProblemCode.REGISTRY_REBUILDING, detail).withRetryAfter(READ_MAY_BE_DONE_AFTER);
    }

    private static InvalidRequest unknown(WorkspaceId workspace, String agent) {
        return new InvalidRequest(Problem.of(
                ProblemCode.AGENT_NOT_FOUND,
                "The registry of workspace '" + workspace + "' has no agent '" + agent
                        + "'. One that was registered this moment appears when the scheduler has read of it."));
    }
}
