package dev.signalbox.admission.http;

import dev.signalbox.admission.AdmissionConfig;
import dev.signalbox.admission.command.CommandAnswer;
import dev.signalbox.admission.command.CommandAnswer.Requested;
import dev.signalbox.admission.command.CommandAnswer.Unavailable;
import dev.signalbox.admission.command.RunGraph;
import dev.signalbox.admission.command.adapter.Additions;
import dev.signalbox.admission.command.adapter.Additions.Addition;
import dev.signalbox.admission.command.adapter.RunCommands;
import dev.signalbox.admission.runs.AdmissionDecision.Deny;
import dev.signalbox.admission.runs.RunAdmission;
import dev.signalbox.admission.runs.RunParts;
import dev.signalbox.admission.runs.port.Definitions.Reading.Rejected;
import dev.signalbox.admission.runs.port.Definitions.Reading.Understood;
import dev.signalbox.contracts.ProblemCode;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.api.InputProblem;
import dev.signalbox.contracts.api.Problem;
import dev.signalbox.contracts.api.StepsRequest;
import dev.signalbox.contracts.api.StepsRequested;
import dev.signalbox.contracts.command.AddSteps;
import dev.signalbox.contracts.spec.AgentSpec;
import dev.signalbox.contracts.spec.ParentRun;
import dev.signalbox.contracts.spec.StepSpec;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** {@code POST /v1/runs/{id}/steps}: steps for a run that is there. */
@Path("/v1/runs/{run}/steps")
@RunOnVirtualThread
public class StepsResource {
    private final RunCommands commands;
    private final Additions additions;
    private final ChildRuns children;
    private final AdmissionConfig config;

    StepsResource(RunCommands commands, Additions additions, ChildRuns children, AdmissionConfig config) {
        this.commands = commands;
        this.additions = additions;
        this.children = children;
        this.config = config;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "addSteps",
            summary = "Add steps to a live run, or seal one that was submitted unsealed",
            description =
                    "The files hold steps in the native format, and agents if the run has none that can take them. Steps may need steps"
                            + " of the run and each other. What the run has already, word for word, is left as it is, so asking twice"
                            + " changes nothing. The run has the steps when its events say so.")
    @RequestBody(
            required = true,
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = StepsRequest.class)),
                @Content(
                        mediaType = "application/yaml",
                        schema =
                                @Schema(
                                        type = org.eclipse.microprofile.openapi.annotations.enums.SchemaType.STRING,
                                        description =
                                                "Steps in the native format, with the query parameters sealed, strict"
                                                        + " and reason"))
            })
    @APIResponse(
            responseCode = "202",
            description = "The scheduler will read the request",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = StepsRequested.class)))
    @APIResponse(responseCode = "default", ref = "#/components/responses/Problem")
    public Response add(@PathParam("run") String id, @BeanParam Asked asked, InputStream body) throws InvalidRequest {
        return add(id, RequestBodies.stepsRequest(RequestBodies.bytes(body, config.maxRequestSize())), asked.who());
    }

    @POST
    @Consumes({"application/yaml", "application/x-yaml", "text/yaml"})
    @Operation(hidden = true)
    public Response addYaml(
            @PathParam("run") String id,
            @BeanParam Asked asked,
            @QueryParam("sealed") @DefaultValue("false") String sealed,
            @QueryParam("strict") @DefaultValue("false") String strict,
            @QueryParam("reason") @Nullable String reason,
            InputStream body)
            throws InvalidRequest {
        return add(
                id,
                RequestBodies.steps(
                        RequestBodies.bytes(body, config.maxRequestSize()),
                        RequestBodies.flag("sealed", sealed),
                        RequestBodies.flag("strict", strict),
                        reason),
                asked.who());
    }

    private Response add(String id, StepsRequest request, String who) throws InvalidRequest {
        String reason = Asked.reason(request.reason());
        Optional<RunId> run = CommandResource.runId(id);
        if (run.isEmpty()) {
            return CommandResource.unknown(id);
        }
        if (request.sources().isEmpty()) {
            return answer(id, send(run.get(), List.of(), List.of(), true, reason, who), 0, request, List.of());
        }
        Optional<CommandAnswer> hindrance = commands.hindrance(run.get());
        if (hindrance.isPresent()) {
            return CommandResource.answer(id, hindrance.get());
        }
        Optional<Addition> addition = additions.read(run.get(), request);
        if (addition.isEmpty()) {
            return CommandResource.unavailable(new Unavailable(
                    ProblemCode.HISTORY_UNAVAILABLE,
                    "The event log does not tell what the run is made of, so the steps cannot be checked."));
        }
        return switch (addition.get().reading()) {
            case Rejected rejected ->
                ProblemAnswers.answer(
                        Problem.of(rejected.code(), rejected.summary()).withErrors(rejected.problems()));
            case Understood understood -> add(id, run.get(), addition.get().graph(), understood, request, reason, who);
        };
    }

    private Response add(
            String id,
            RunId run,
            RunGraph graph,
            Understood understood,
            StepsRequest request,
            String reason,
            String who) {
        List<StepSpec> steps = understood.spec().steps();
        ParentRun parent = graph.parent();
        Optional<Deny> refusal = RunAdmission.overriding(steps, graph.options(), config.claimOverride())
                .or(() -> parent == null ? Optional.empty() : children.beyond(steps, parent));
        if (refusal.isPresent()) {
            return ProblemAnswers.answer(ProblemAnswers.of(refusal.get()));
        }
        CommandAnswer answer = send(run, steps, understood.spec().agents(), request.sealed(), reason, who);
        return answer(id, answer, steps.size(), request, understood.warnings());
    }

    /** Sends the steps in parts that fit into a record of the log; the agents come with the first, the last one seals. */
    private CommandAnswer send(
            RunId run, List<StepSpec> steps, List<AgentSpec> agents, boolean seal, String reason, String who) {
        List<List<StepSpec>> parts = RunParts.cut(steps, RunParts.SIZE);
        CommandAnswer answer = new Requested(run);
        for (int i = 0; i < parts.size() && answer instanceof Requested; i++) {
            List<StepSpec> part = parts.get(i);
            List<AgentSpec> brought = i == 0 ? agents : List.of();
            boolean last = i == parts.size() - 1;
            answer = commands.ask(
                    (workspace, asked, why, by, now) ->
                            new AddSteps(workspace, asked, part, brought, seal && last, why, by, now),
                    run,
                    reason,
                    who);
        }
        return answer;
    }

    private static Response answer(
            String id, CommandAnswer answer, int steps, StepsRequest request, List<InputProblem> warnings) {
        if (!(answer instanceof Requested requested)) {
            return CommandResource.answer(id, answer);
        }
        String self = RunLinks.self(requested.run());
        Map<String, String> links =
                Map.of("self", self, "steps", self + "/steps", "events", self + "/events", "stream", self + "/stream");
        return Response.accepted(new StepsRequested(requested.run(), steps, request.sealed(), warnings, links))
                .type(MediaType.APPLICATION_JSON_TYPE)
                .location(URI.create(self))
                .build();
    }
}
