package dev.signalbox.admission.http;

import dev.signalbox.admission.AdmissionConfig;
import dev.signalbox.admission.http.AdmissionRequests.Asked;
import dev.signalbox.admission.runs.Admission.Accepted;
import dev.signalbox.admission.runs.Admission.Attached;
import dev.signalbox.admission.runs.Admission.Denied;
import dev.signalbox.admission.runs.Admission.Queued;
import dev.signalbox.admission.runs.AdmissionRequest;
import dev.signalbox.admission.runs.adapter.DecisionJournal;
import dev.signalbox.admission.runs.adapter.RunSubmissions;
import dev.signalbox.admission.runs.port.Definitions.Reading.Rejected;
import dev.signalbox.admission.runs.port.Definitions.Reading.Understood;
import dev.signalbox.contracts.api.Problem;
import dev.signalbox.contracts.api.RunAdmitted;
import dev.signalbox.contracts.api.RunRequest;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
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
import java.net.URI;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** {@code POST /v1/runs}. */
@Path("/v1/runs")
@RunOnVirtualThread
public class SubmitResource {
    static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    static final String REPLAYED = "Idempotent-Replayed";
    static final String FRESH = "Signalbox-Fresh";
    static final String TOKEN_MEANS =
            "Bearer and the SIGNALBOX_TOKEN of a running attempt, for a child of its run; absent for a root run";
    static final String FRESH_MEANS =
            "true for a new run even while the same request is in flight; the same as the property fresh of the body";
    private static final String KEY_MEANS =
            "1 to 200 printable characters. The same key and request within 24 hours is the same run, in flight or ended; the same"
                    + " key with another request is an error. Without a key, an equal request is the same run while that is in"
                    + " flight.";

    private final ChildRuns children;
    private final RunSubmissions submissions;
    private final DecisionJournal journal;
    private final AdmissionConfig config;
    private final AdmissionRequests requests;
    private final Timer answered;

    SubmitResource(
            ChildRuns children,
            RunSubmissions submissions,
            DecisionJournal journal,
            AdmissionConfig config,
            AdmissionRequests requests,
            MeterRegistry metrics) {
        this.children = children;
        this.submissions = submissions;
        this.journal = journal;
        this.config = config;
        this.requests = requests;
        this.answered = Timer.builder("signalbox_admission_submit")
                .description("From a request for a run that was received to its answer")
                .publishPercentiles(0.5, 0.99)
                .register(metrics);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "submitRun",
            summary = "Submit a run",
            description = "Answered when the run is in the log. What is answered with 202 is not lost.")
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
                                                + " workspace, strict and unsealed"))
            })
    @APIResponse(
            responseCode = "202",
            description = "The run is accepted, or the caller is attached to the run of an earlier request",
            headers = {
                @Header(name = "Location", description = "The run", schema = @Schema(implementation = String.class)),
                @Header(
                        name = REPLAYED,
                        description = "true when the run existed already",
                        schema = @Schema(implementation = String.class))
            },
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = RunAdmitted.class)))
    @APIResponse(responseCode = "default", ref = "#/components/responses/Problem")
    public Response submit(
            @Parameter(description = KEY_MEANS) @HeaderParam(IDEMPOTENCY_KEY) @Nullable String key,
            @Parameter(description = FRESH_MEANS) @HeaderParam(FRESH) @Nullable String fresh,
            @Parameter(description = TOKEN_MEANS) @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable
                    String authorization,
            InputStream body)
            throws InvalidRequest {
        RunRequest request = RequestBodies.runRequest(read(body));
        return submit(request, requests.asked(request, key, fresh, authorization));
    }

    @POST
    @Consumes({"application/yaml", "application/x-yaml", "text/yaml"})
    @Operation(hidden = true)
    public Response submitYaml(
            @HeaderParam(IDEMPOTENCY_KEY) @Nullable String key,
            @HeaderParam(FRESH) @Nullable String fresh,
            @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
            @QueryParam("workspace") @Nullable String workspace,
            @QueryParam("strict") @DefaultValue("false") String strict,
            @QueryParam("unsealed") @DefaultValue("false") String unsealed,
            InputStream body)
            throws InvalidRequest {
        RunRequest complete = RequestBodies.definition(read(body), workspace, RequestBodies.flag("strict", strict));
        RunRequest request = RequestBodies.flag("unsealed", unsealed) ? complete.growing() : complete;
        return submit(request, requests.asked(request, key, fresh, authorization));
    }

    private Response submit(RunRequest request, Asked asked) {
        Timer.Sample sample = Timer.start();
        try {
            return decide(request, asked);
        } finally {
            sample.stop(answered);
        }
    }

    private byte[] read(InputStream body) throws InvalidRequest {
        return RequestBodies.bytes(body, config.maxRequestSize());
    }

    private Response decide(RunRequest request, Asked asked) {
        return switch (children.read(request, asked.token())) {
            case Rejected rejected -> rejected(request, rejected);
            case Understood understood -> admit(request, asked, understood);
        };
    }

    private Response rejected(RunRequest request, Rejected rejected) {
        Problem problem = Problem.of(rejected.code(), rejected.summary()).withErrors(rejected.problems());
        journal.rejected(request.workspace(), problem);
        return ProblemAnswers.answer(problem);
    }

    private Response admit(RunRequest asking, Asked asked, Understood understood) {
        AdmissionRequest request = requests.of(asking, understood.spec(), asked);
        RunSubmissions.Result result = children.beyond(understood.spec(), asked.token())
                .map(denial -> new RunSubmissions.Result(new Denied(denial), null))
                .orElseGet(() -> submissions.submit(request));
        journal.decided(request, result);
        return switch (result.admission()) {
            case Accepted accepted ->
                accepted(RunLinks.admitted(accepted.run(), understood)).build();
            case Queued queued ->
                accepted(RunLinks.queued(queued.run(), understood, queued.place()))
                        .build();
            case Attached attached ->
                accepted(RunLinks.attached(attached.run(), understood, attached.place()))
                        .header(REPLAYED, "true")
                        .build();
            case Denied denied -> ProblemAnswers.answer(ProblemAnswers.of(denied.denial()));
        };
    }

    private static Response.ResponseBuilder accepted(RunAdmitted body) {
        return Response.accepted(body)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .location(URI.create(Objects.requireNonNull(body.links().get("self"))));
    }
}
