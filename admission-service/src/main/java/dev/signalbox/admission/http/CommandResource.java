package dev.signalbox.admission.http;

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
import dev.signalbox.contracts.api.Problem;
import dev.signalbox.contracts.api.StatedReason;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** {@code POST /v1/runs/{id}/cancel}, {@code /pause} and {@code /resume}: what people ask of a run. */
@Path("/v1/runs/{run}")
@RunOnVirtualThread
public class CommandResource {
    static final String ACTOR = "Signalbox-Actor";
    private static final String NOBODY_IN_PARTICULAR = "anonymous";
    private static final int LONGEST_ACTOR = 200;
    private static final int LONGEST_REASON = 1_000;

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
                    "What runs is stopped, what waits never starts. Cancelling twice changes nothing. The run is cancelled when"
                            + " its status says so.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = StatedReason.class)))
    @APIResponse(responseCode = "202", description = "The scheduler will read the request")
    @APIResponse(responseCode = "default", ref = "#/components/responses/Problem")
    public Response cancel(
            @PathParam("run") String id,
            @Parameter(description = "Who asks; kept with the run") @HeaderParam(ACTOR) @Nullable String actor,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String contentType,
            InputStream body)
            throws InvalidRequest {
        return ask(Wish.CANCEL, id, actor, contentType, body);
    }

    @POST
    @Path("pause")
    @Operation(
            operationId = "pauseRun",
            summary = "Ask to hold a run",
            description =
                    "What runs may finish, nothing else starts until the run is resumed. Its own timeout goes on. Pausing twice"
                            + " changes nothing. The run is paused when its status says so.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = StatedReason.class)))
    @APIResponse(responseCode = "202", description = "The scheduler will read the request")
    @APIResponse(responseCode = "default", ref = "#/components/responses/Problem")
    public Response pause(
            @PathParam("run") String id,
            @Parameter(description = "Who asks; kept with the run") @HeaderParam(ACTOR) @Nullable String actor,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String contentType,
            InputStream body)
            throws InvalidRequest {
        return ask(Wish.PAUSE, id, actor, contentType, body);
    }

    @POST
    @Path("resume")
    @Operation(
            operationId = "resumeRun",
            summary = "Let a paused run go on",
            description =
                    "Every step that waits at a checkpoint passes it. A run that is not paused is left as it is. The run goes on"
                            + " when its status says so.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = StatedReason.class)))
    @APIResponse(responseCode = "202", description = "The scheduler will read the request")
    @APIResponse(responseCode = "default", ref = "#/components/responses/Problem")
    public Response resume(
            @PathParam("run") String id,
            @Parameter(description = "Who asks; kept with the run") @HeaderParam(ACTOR) @Nullable String actor,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String contentType,
            InputStream body)
            throws InvalidRequest {
        return ask(Wish.RESUME, id, actor, contentType, body);
    }

    private Response ask(Wish wish, String id, @Nullable String actor, @Nullable String contentType, InputStream body)
            throws InvalidRequest {
        byte[] content = RequestBodies.bytes(body, config.maxRequestSize());
        if (content.length > 0 && !isJson(contentType)) {
            return ProblemAnswers.answer(
                    ProblemCode.UNSUPPORTED_MEDIA_TYPE, "The body, if there is one, must be application/json.");
        }
        String reason = reason(RequestBodies.statedReason(content).reason());
        String who = actor(actor);
        Optional<RunId> run = runId(id);
        return run.isEmpty() ? unknown(id) : answer(id, commands.ask(wish, run.get(), reason, who));
    }

    /** The reason that somebody states; empty when nobody does. */
    static String reason(@Nullable String stated) throws InvalidRequest {
        return text(stated, "reason", LONGEST_REASON);
    }

    /** Who asks, by the header. */
    static String actor(@Nullable String header) throws InvalidRequest {
        String who = text(header, ACTOR, LONGEST_ACTOR);
        return who.isEmpty() ? NOBODY_IN_PARTICULAR : who;
    }

    private static Response answer(String id, CommandAnswer answer) {
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
            case Unavailable unavailable ->
                ProblemAnswers.answer(Problem.of(unavailable.code(), unavailable.reason())
                        .withRetryAfter(RunAdmission.REPAIR_MAY_BE_DONE_AFTER));
        };
    }

    private static Response unknown(String id) {
        return ProblemAnswers.answer(ProblemCode.RUN_NOT_FOUND, "No run has the id '" + id + "'.");
    }

    private static Optional<RunId> runId(String id) {
        try {
            return Optional.of(new RunId(id));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String text(@Nullable String value, String name, int longest) throws InvalidRequest {
        String text = value == null ? "" : value.strip();
        RequestBodies.require(text.length() <= longest, "'" + name + "' has more than " + longest + " characters.");
        RequestBodies.require(
                text.chars().noneMatch(Character::isISOControl), "'" + name + "' contains a control character.");
        return text;
    }

    private static boolean isJson(@Nullable String contentType) {
        return contentType != null && MediaType.APPLICATION_JSON_TYPE.isCompatible(MediaType.valueOf(contentType));
    }
}
