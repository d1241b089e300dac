package dev.signalbox.admission.http;

import dev.signalbox.admission.AdmissionConfig;
import dev.signalbox.admission.agents.WorkspaceRegister;
import dev.signalbox.admission.http.AdmissionRequests.Asked;
import dev.signalbox.admission.runs.BudgetOutlook;
import dev.signalbox.admission.runs.RunOutlook;
import dev.signalbox.admission.runs.adapter.RunOutlooks;
import dev.signalbox.admission.runs.port.Definitions.Reading.Rejected;
import dev.signalbox.admission.runs.port.Definitions.Reading.Understood;
import dev.signalbox.admission.runs.port.EarlierRuns;
import dev.signalbox.contracts.admission.WorkspaceStatusChanged;
import dev.signalbox.contracts.api.Plan;
import dev.signalbox.contracts.api.PlanAnswer;
import dev.signalbox.contracts.api.Problem;
import dev.signalbox.contracts.api.RunRequest;
import dev.signalbox.contracts.spec.RunSpec;
import dev.signalbox.definitions.plan.Planner;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.concurrent.Semaphore;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** {@code POST /v1/plans}. One plan is made at a time, so that large ones cannot take the memory of the door. */
@Path("/v1/plans")
@RunOnVirtualThread
public class PlanResource {
    private static final String KEY_MEANS =
            "The key that the run would be submitted with; the plan does not use it up.";

    private final Semaphore place = new Semaphore(1, true);
    private final ChildRuns children;
    private final RunOutlooks outlooks;
    private final EarlierRuns earlierRuns;
    private final AdmissionConfig config;
    private final AdmissionRequests requests;
    private final WorkspaceRegister workspaces;

    PlanResource(
            ChildRuns children,
            RunOutlooks outlooks,
            EarlierRuns earlierRuns,
            AdmissionConfig config,
            AdmissionRequests requests,
            WorkspaceRegister workspaces) {
        this.workspaces = workspaces;
        this.children = children;
        this.outlooks = outlooks;
        this.earlierRuns = earlierRuns;
        this.config = config;
        this.requests = requests;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "planRun",
            summary = "Plan a run",
            description =
                    "Takes what submitRun takes, and says what would happen: order, agents, conflicts, estimates, and whether"
                            + " the run would be admitted now, which can change until it is submitted. Starts, stores and reserves nothing.")
    @RequestBody(
            required = true,
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = RunRequest.class)),
                @Content(
                        mediaType = "application/yaml",
                        schema =
                                @Schema(
                                        type = org.eclipse.microprofile.openapi.annotations.enums.SchemaType.STRING,
                                        description = "A definition in the native format, with the query parameters"
                                                + " workspace and strict"))
            })
    @APIResponse(
            responseCode = "200",
            description = "What would happen",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = PlanAnswer.class)))
    @APIResponse(responseCode = "default", ref = "#/components/responses/Problem")
    public Response plan(
            @Parameter(description = KEY_MEANS) @HeaderParam(SubmitResource.IDEMPOTENCY_KEY) @Nullable String key,
            @Parameter(description = SubmitResource.FRESH_MEANS) @HeaderParam(SubmitResource.FRESH) @Nullable
                    String fresh,
            @Parameter(description = SubmitResource.TOKEN_MEANS) @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable
                    String authorization,
            InputStream body)
            throws InvalidRequest, InterruptedException {
        RunRequest request = RequestBodies.runRequest(RequestBodies.bytes(body, config.maxRequestSize()));
        return plan(request, requests.asked(request, key, fresh, authorization));
    }

    @POST
    @Consumes({"application/yaml", "application/x-yaml", "text/yaml"})
    @Operation(hidden = true)
    public Response planYaml(
            @HeaderParam(SubmitResource.IDEMPOTENCY_KEY) @Nullable String key,
            @HeaderParam(SubmitResource.FRESH) @Nullable String fresh,
            @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
            @QueryParam("workspace") @Nullable String workspace,
            @QueryParam("strict") @DefaultValue("false") String strict,
            InputStream body)
            throws InvalidRequest, InterruptedException {
        RequestBodies.require("true".equals(strict) || "false".equals(strict), "'strict' must be true or false.");
        byte[] definition = RequestBodies.bytes(body, config.maxRequestSize());
        RunRequest request = RequestBodies.definition(definition, workspace, "true".equals(strict));
        return plan(request, requests.asked(request, key, fresh, authorization));
    }

    private Response plan(RunRequest request, Asked asked) throws InterruptedException {
        place.acquire();
        try {
            return switch (children.read(request, asked.token())) {
                case Rejected rejected ->
                    ProblemAnswers.answer(
                            Problem.of(rejected.code(), rejected.summary()).withErrors(rejected.problems()));
                case Understood understood ->
                    Response.ok(planned(request, understood, asked), MediaType.APPLICATION_JSON_TYPE)
                            .build();
            };
        } finally {
            place.release();
        }
    }

    private PlanAnswer planned(RunRequest request, Understood understood, Asked asked) {
        RunSpec spec = understood.spec();
        Plan plan = Planner.plan(spec);
        return new PlanAnswer(
                plan.withHistory(earlierRuns.of(spec.workspace(), spec.name()).orElse(null)),
                understood.warnings(),
                children.beyond(spec, asked.token())
                        .map(RunOutlook::of)
                        .orElseGet(() -> outlooks.of(requests.of(request, spec, asked))),
                BudgetOutlook.of(
                        spec,
                        workspaces
                                .find(spec.workspace())
                                .map(WorkspaceStatusChanged::budget)
                                .orElse(null)));
    }
}
