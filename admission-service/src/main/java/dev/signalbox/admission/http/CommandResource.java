package dev.signalbox.admission.http;

import static jakarta.ws.rs.core.MediaType.APPLICATION_JSON;

import dev.signalbox.admission.AdmissionConfig;
import dev.signalbox.admission.command.CommandAnswer;
import dev.signalbox.admission.command.CommandAnswer.Requested;
import dev.signalbox.admission.command.CommandAnswer.TooLate;
import dev.signalbox.admission.command.CommandAnswer.Unavailable;
import dev.signalbox.admission.command.CommandAnswer.Unknown;
import dev.signalbox.admission.command.Wish;
import dev.signalbox.admission.command.adapter.RunCommands;
import dev.signalbox.admission.runs.RunAdmission;
import dev.signalbox.contracts.ProblemCode;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.WorkspaceId;
import dev.signalbox.contracts.api.BudgetRequest;
import dev.signalbox.contracts.api.PriorityRequest;
import dev.signalbox.contracts.api.Problem;
import dev.signalbox.contracts.api.StatedReason;
import dev.signalbox.contracts.api.StepSelection;
import dev.signalbox.contracts.command.CancelRun;
import dev.signalbox.contracts.command.ChangePriority;
import dev.signalbox.contracts.command.DiscardStep;
import dev.signalbox.contracts.command.PauseRun;
import dev.signalbox.contracts.command.RaiseBudget;
import dev.signalbox.contracts.command.ResolveStep;
import dev.signalbox.contracts.command.ResumeRun;
import dev.signalbox.contracts.command.RetrySteps;
import dev.signalbox.contracts.command.RunCommand;
import dev.signalbox.contracts.command.SkipStep;
import dev.signalbox.contracts.spec.Budget;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** {@code POST /v1/runs/{id}/cancel} and the like: what people ask of a run and its steps. */
@Path("/v1/runs/{run}")
@RunOnVirtualThread
@APIResponse(responseCode = "202", description = CommandResource.READ_LATER)
@APIResponse(responseCode = "default", ref = "#/components/responses/Problem")
public class CommandResource {
    static final String READ_LATER = "The scheduler will read the request";
    private static final int LOWEST_PRIORITY = 1;
    private static final int HIGHEST_PRIORITY = 10;

    private final RunCommands commands;
    private final AdmissionConfig config;

    CommandResource(RunCommands commands, AdmissionConfig config) {
        this.config = config;
        this.commands = commands;
    }

    @POST
    @Path("cancel")
    @Operation(
            operationId = "cancelRun",
            summary = "Ask to stop a run",
            description =
                    "What runs is stopped, what waits never starts. Cancelling twice changes nothing. The run is cancelled when its status says so.")
    @RequestBody(
            content = @Content(mediaType = APPLICATION_JSON, schema = @Schema(implementation = StatedReason.class)))
    public Response cancel(@PathParam("run") String id, @BeanParam Asked asked, InputStream body)
            throws InvalidRequest {
        return ask(id, asked, asked.statedReason(body, config), CancelRun::new);
    }

    @POST
    @Path("pause")
    @Operation(
            operationId = "pauseRun",
            summary = "Ask to hold a run",
            description =
                    "What runs may finish, nothing else starts until the run is resumed. Its own timeout goes on. Pausing twice changes nothing. The run is paused when its status says so.")
    @RequestBody(
            content = @Content(mediaType = APPLICATION_JSON, schema = @Schema(implementation = StatedReason.class)))
    public Response pause(@PathParam("run") String id, @BeanParam Asked asked, InputStream body) throws InvalidRequest {
        return ask(id, asked, asked.statedReason(body, config), PauseRun::new);
    }

    @POST
    @Path("resume")
    @Operation(
            operationId = "resumeRun",
            summary = "Let a paused run go on",
            description =
                    "Every step that waits at a checkpoint passes it. A run that is not paused is left as it is. The run goes on when its status says so.")
    @RequestBody(
            content = @Content(mediaType = APPLICATION_JSON, schema = @Schema(implementation = StatedReason.class)))
    public Response resume(@PathParam("run") String id, @BeanParam Asked asked, InputStream body)
            throws InvalidRequest {
        return ask(id, asked, asked.statedReason(body, config), ResumeRun::new);
    }

    @POST
    @Path("retry")
    @Operation(
            operationId = "retrySteps",
            summary = "Try failed steps again",
            description =
                    "They get all their attempts anew, and the steps that were skipped because of them wait again. The run must be live. What cannot be tried again is in the history, with the reason.")
    @RequestBody(
            content = @Content(mediaType = APPLICATION_JSON, schema = @Schema(implementation = StepSelection.class)))
    public Response retry(@PathParam("run") String id, @BeanParam Asked asked, InputStream body) throws InvalidRequest {
        StepSelection selection = RequestBodies.stepSelection(asked.content(body, config));
        List<StepId> steps = selection.steps() == null ? List.of() : selection.steps();
        return ask(
                id,
                asked,
                Asked.reason(selection.reason()),
                (workspace, run, reason, who, now) -> new RetrySteps(workspace, run, steps, reason, who, now));
    }

    @POST
    @Path("steps/{step}/retry")
    @Operation(
            operationId = "retryStep",
            summary = "Try a failed step again",
            description =
                    "It gets all its attempts anew, and the steps that were skipped because of it wait again. The run must be live.")
    @RequestBody(
            content = @Content(mediaType = APPLICATION_JSON, schema = @Schema(implementation = StatedReason.class)))
    public Response retryStep(
            @PathParam("run") String id, @PathParam("step") String step, @BeanParam Asked asked, InputStream body)
            throws InvalidRequest {
        return askOfStep(
                id,
                step,
                asked,
                body,
                (workspace, run, one, reason, who, now) ->
                        new RetrySteps(workspace, run, List.of(one), reason, who, now));
    }

    @POST
    @Path("steps/{step}/skip")
    @Operation(
            operationId = "skipStep",
            summary = "Do without a step",
            description =
                    "The steps that need it go on as if it had succeeded. It may wait, rest, or have failed; one in flight is not skipped, and the history says so. Skipping twice changes nothing.")
    @RequestBody(
            content = @Content(mediaType = APPLICATION_JSON, schema = @Schema(implementation = StatedReason.class)))
    public Response skipStep(
            @PathParam("run") String id, @PathParam("step") String step, @BeanParam Asked asked, InputStream body)
            throws InvalidRequest {
        return askOfStep(id, step, asked, body, SkipStep::new);
    }

    @POST
    @Path("steps/{step}/resolve")
    @Operation(
            operationId = "resolveStep",
            summary = "Merge the work of a conflicted step as it is now",
            description =
                    "What is in its worktree is committed, its gates run, and files outside its write scope are taken; its agent does not run. A step that is not conflicted is left as it is, and the history says so.")
    @RequestBody(
            content = @Content(mediaType = APPLICATION_JSON, schema = @Schema(implementation = StatedReason.class)))
    public Response resolveStep(
            @PathParam("run") String id, @PathParam("step") String step, @BeanParam Asked asked, InputStream body)
            throws InvalidRequest {
        return askOfStep(id, step, asked, body, ResolveStep::new);
    }

    @POST
    @Path("steps/{step}/discard")
    @Operation(
            operationId = "discardStep",
            summary = "Give up the work of a conflicted step",
            description =
                    "The step has failed; its branch stays until somebody cleans up. A step that is not conflicted is left as it is, and the history says so.")
    @RequestBody(
            content = @Content(mediaType = APPLICATION_JSON, schema = @Schema(implementation = StatedReason.class)))
    public Response discardStep(
            @PathParam("run") String id, @PathParam("step") String step, @BeanParam Asked asked, InputStream body)
            throws InvalidRequest {
        return askOfStep(id, step, asked, body, DiscardStep::new);
    }

    @POST
    @Path("priority")
    @Operation(
            operationId = "changePriority",
            summary = "Change the priority of a run",
            description = "It counts for every step that is not in flight. The same priority again changes nothing.")
    @RequestBody(
            content = @Content(mediaType = APPLICATION_JSON, schema = @Schema(implementation = PriorityRequest.class)))
    public Response changePriority(@PathParam("run") String id, @BeanParam Asked asked, InputStream body)
            throws InvalidRequest {
        PriorityRequest request = RequestBodies.priority(asked.content(body, config));
        RequestBodies.require(
                request.priority() >= LOWEST_PRIORITY && request.priority() <= HIGHEST_PRIORITY,
                "'priority' must be a number from 1 to 10.");
        return ask(
                id,
                asked,
                Asked.reason(request.reason()),
                (workspace, run, reason, who, now) ->
                        new ChangePriority(workspace, run, request.priority(), reason, who, now));
    }

    @POST
    @Path("budget")
    @Operation(
            operationId = "raiseBudget",
            summary = "Set the budget of a run or of a step anew",
            description =
                    "The limit is what may be spent in all, what is spent already included. A run that is paused because this budget was used up goes on. Setting the same limit twice changes nothing.")
    @RequestBody(
            content = @Content(mediaType = APPLICATION_JSON, schema = @Schema(implementation = BudgetRequest.class)))
    public Response raiseBudget(@PathParam("run") String id, @BeanParam Asked asked, InputStream body)
            throws InvalidRequest {
        BudgetRequest request = RequestBodies.budget(asked.content(body, config));
        Budget limit = new Budget(request.usd(), request.tokens());
        return ask(
                id,
                asked,
                Asked.reason(request.reason()),
                (workspace, run, reason, who, now) ->
                        new RaiseBudget(workspace, run, request.step(), limit, reason, who, now));
    }

    /** What is asked of one step of a run. */
    private interface StepWish {
        RunCommand of(WorkspaceId workspace, RunId run, StepId step, String reason, String who, Instant now);
    }

    private Response askOfStep(String id, String step, Asked asked, InputStream body, StepWish wish)
            throws InvalidRequest {
        StepId one = step(step);
        return ask(
                id,
                asked,
                asked.statedReason(body, config),
                (workspace, run, reason, who, now) -> wish.of(workspace, run, one, reason, who, now));
    }

    private Response ask(String id, Asked asked, String reason, Wish wish) throws InvalidRequest {
        String who = asked.who();
        Optional<RunId> run = runId(id);
        return run.isEmpty() ? unknown(id) : answer(id, commands.ask(wish, run.get(), reason, who));
    }

    static Response answer(String id, CommandAnswer answer) {
        return switch (answer) {
            case Requested requested ->
                Response.accepted()
                        .location(URI.create(RunLinks.self(requested.run())))
                        .build();
            case TooLate late ->
                ProblemAnswers.answer(
                        ProblemCode.RUN_ALREADY_ENDED,
                        "The run has ended: " + late.status().name().toLowerCase(Locale.ROOT) + ".");
            case Unknown unknown -> unknown(id);
            case Unavailable unavailable -> unavailable(unavailable);
        };
    }

    /** 202 when the command is in the log. */
    static Response accepted(Optional<Unavailable> refused) {
        return refused.map(CommandResource::unavailable)
                .orElseGet(() -> Response.accepted().build());
    }

    static Response unavailable(Unavailable answer) {
        return ProblemAnswers.answer(
                Problem.of(answer.code(), answer.reason()).withRetryAfter(RunAdmission.REPAIR_MAY_BE_DONE_AFTER));
    }

    static Response unknown(String id) {
        return ProblemAnswers.answer(ProblemCode.RUN_NOT_FOUND, "No run has the id '" + id + "'.");
    }

    static Optional<RunId> runId(String id) {
        try {
            return Optional.of(new RunId(id));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static StepId step(String id) throws InvalidRequest {
        try {
            return new StepId(id);
        } catch (IllegalArgumentException e) {
            throw new InvalidRequest(Problem.of(ProblemCode.STEP_NOT_FOUND, "No step can have the id '" + id + "'."));
        }
    }
}
