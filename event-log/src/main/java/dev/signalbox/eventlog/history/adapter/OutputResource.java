package dev.signalbox.eventlog.history.adapter;

import com.fasterxml.jackson.databind.util.RawValue;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.api.Page;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** What attempts printed. */
@Path("/v1/runs/{run}/steps/{step}/output")
@Tag(name = "Output")
public class OutputResource {
    private static final int CHUNKS = 500;

    private final ReadModel readModel;
    private final RecordedMessages messages;

    OutputResource(ReadModel readModel, RecordedMessages messages) {
        this.readModel = readModel;
        this.messages = messages;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "listOutput",
            summary = "Lists what an attempt printed, the oldest first",
            description =
                    "Of the last attempt, unless attempt says which. Begins behind the chunk number after, by default 0. "
                            + "limit is 1 to 1,000, by default 500. With Accept: text/plain the answer is the text alone, all of it "
                            + "unless there is a limit.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Api.PageOfOutput.class)))
    public Uni<Page<RawValue>> output(
            @RestPath String run,
            @RestPath String step,
            @RestQuery @Nullable String attempt,
            @RestQuery @Nullable String limit,
            @RestQuery @Nullable String after) {
        RunId runId = Parameters.run(run);
        StepId stepId = Parameters.step(runId, step);
        Integer chosen = Parameters.attempt(attempt);
        int size = Parameters.limit(limit, CHUNKS);
        long number = Parameters.sequence("after", after, 0);
        return attempt(runId, stepId, chosen)
                .chain(which -> messages.output(runId, stepId, which, number, size + 1))
                .map(found -> Answers.page(found, size, Recorded::raw, chunk -> Long.toString(chunk.number())));
    }

    @GET
    @Produces(MediaType.TEXT_PLAIN)
    @Operation(hidden = true)
    public Multi<String> text(
            @RestPath String run,
            @RestPath String step,
            @RestQuery @Nullable String attempt,
            @RestQuery @Nullable String limit,
            @RestQuery @Nullable String after) {
        RunId runId = Parameters.run(run);
        StepId stepId = Parameters.step(runId, step);
        Integer chosen = Parameters.attempt(attempt);
        boolean all = limit == null;
        int size = Parameters.limit(limit, CHUNKS);
        AtomicLong number = new AtomicLong(Parameters.sequence("after", after, 0));
        return attempt(runId, stepId, chosen)
                .onItem()
                .transformToMulti(which -> Multi.createBy()
                        .repeating()
                        .uni(() -> messages.output(runId, stepId, which, number.get(), size)
                                .invoke(found -> found.forEach(chunk -> number.set(chunk.number()))))
                        .whilst(found -> all && found.size() == size)
                        .onItem()
                        .transformToIterable(found -> found)
                        .map(chunk -> OutputCursor.chunk(chunk).text()));
    }

    private Uni<Integer> attempt(RunId run, StepId step, @Nullable Integer chosen) {
        return readModel.step(run, step).map(found -> chosen == null ? found.attempt : chosen);
    }
}
