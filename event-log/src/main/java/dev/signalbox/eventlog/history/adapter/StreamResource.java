package dev.signalbox.eventlog.history.adapter;

import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.StepId;
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.List;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestStreamElementType;
import org.jspecify.annotations.Nullable;

/** What happens, while it happens. */
@Path("/v1/runs/{run}")
@ExistingPath
@Produces(MediaType.SERVER_SENT_EVENTS)
@RestStreamElementType(MediaType.TEXT_PLAIN)
@Tag(name = "Streams")
public class StreamResource {
    private final RecordedMessages messages;
    private final LiveStreams streams;
    private final HistoryConfig config;

    StreamResource(RecordedMessages messages, LiveStreams streams, HistoryConfig config) {
        this.messages = messages;
        this.streams = streams;
        this.config = config;
    }

    @GET
    @Path("/stream")
    @Operation(
            operationId = "streamEvents",
            summary = "Streams the events of a run until its last one",
            description =
                    "Server-sent events: the id is the sequence number, the event is the message type, the data are the "
                            + "event as it was written. Begins behind Last-Event-ID, else behind after, else with the first. A comment "
                            + "comes when nothing happens for long.")
    public Multi<OutboundSseEvent> events(
            @RestPath String run,
            @RestQuery @Nullable String after,
            @HeaderParam("Last-Event-ID") @Nullable String lastEventId,
            @Context Sse sse) {
        RunId id = Parameters.run(run);
        long begin = lastEventId == null || lastEventId.isEmpty()
                ? Parameters.sequence("after", after, 0)
                : Parameters.sequence("Last-Event-ID", lastEventId, 0);
        return streams.follow(id, new EventCursor(messages, id, begin, config.streamPage()))
                .onItem()
                .transformToIterable(turn -> sent(turn, sse, event -> Long.toString(event.number())));
    }

    @GET
    @Path("/steps/{step}/output/stream")
    @Operation(
            operationId = "streamOutput",
            summary = "Streams what a step prints until nothing more can come",
            description =
                    "Server-sent events: the id is attempt/number, the data are the chunk as it was written. Begins behind "
                            + "Last-Event-ID, else with the last attempt, and goes on with the attempts that follow it; attempt asks "
                            + "for one attempt only.")
    public Multi<OutboundSseEvent> output(
            @RestPath String run,
            @RestPath String step,
            @RestQuery @Nullable String attempt,
            @HeaderParam("Last-Event-ID") @Nullable String lastEventId,
            @Context Sse sse) {
        RunId runId = Parameters.run(run);
        StepId stepId = Parameters.step(runId, step);
        Integer only = Parameters.attempt(attempt);
        OutputPlace begin = lastEventId == null || lastEventId.isEmpty()
                ? new OutputPlace(only == null ? OutputPlace.LAST_ATTEMPT : only, 0)
                : OutputPlace.parse(lastEventId);
        return streams.follow(runId, new OutputCursor(messages, runId, stepId, begin, only != null, config))
                .onItem()
                .transformToIterable(turn -> sent(turn, sse, StreamResource::outputId));
    }

    private static String outputId(Recorded chunk) {
        return new OutputPlace(OutputCursor.chunk(chunk).attempt().attempt(), chunk.number()).toString();
    }

    private static List<OutboundSseEvent> sent(Turn turn, Sse sse, Function<Recorded, String> id) {
        if (turn.quiet()) {
            return List.of(sse.newEventBuilder().comment("still there").build());
        }
        return turn.messages().stream()
                .map(message -> sse.newEventBuilder()
                        .id(id.apply(message))
                        .name(message.type())
                        .data(String.class, message.body())
                        .build())
                .toList();
    }
}
