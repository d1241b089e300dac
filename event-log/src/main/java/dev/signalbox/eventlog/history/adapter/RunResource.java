package dev.signalbox.eventlog.history.adapter;

import com.fasterxml.jackson.databind.util.RawValue;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.api.Page;
import dev.signalbox.contracts.api.RunView;
import dev.signalbox.contracts.api.StepView;
import dev.signalbox.eventlog.news.News;
import dev.signalbox.eventlog.news.Watch;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Runs, their steps and their events. */
@Path("/v1/runs")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Runs")
public class RunResource {
    private static final int RUNS = 50;
    private static final int STEPS = 1_000;
    private static final int EVENTS = 500;

    private final ReadModel readModel;
    private final RecordedMessages messages;
    private final News news;
    private final HistoryConfig config;

    RunResource(ReadModel readModel, RecordedMessages messages, News news, HistoryConfig config) {
        this.readModel = readModel;
        this.messages = messages;
        this.news = news;
        this.config = config;
    }

    @GET
    @Operation(
            operationId = "listRuns",
            summary = "Lists runs, the newest first",
            description =
                    "limit is 1 to 1,000, by default 50. after is the next of the page before. parent is a run: then only the "
                            + "runs are listed that attempts of it asked for.")
    public Uni<Page<RunView>> runs(
            @RestQuery @Nullable String status,
            @RestQuery @Nullable String workspace,
            @RestQuery @Nullable String parent,
            @RestQuery @Nullable String limit,
            @RestQuery @Nullable String after) {
        int size = Parameters.limit(limit, RUNS);
        return readModel
                .runs(
                        Parameters.status(status),
                        Parameters.workspace(workspace),
                        Parameters.parent(parent),
                        Parameters.runAfter(after),
                        size + 1)
                .map(found -> Answers.page(found, size, RunEntity::view, run -> run.run.toString()));
    }

    @GET
    @Path("/{run}")
    @Operation(
            operationId = "getRun",
            summary = "Shows a run",
            description =
                    "A run that was admitted a moment ago may not be in the history yet: the answer is then 404 for some "
                            + "milliseconds. Ask again, or give wait: the answer then comes as soon as the run is known, after at "
                            + "most that many seconds (0 to 30, by default 0).")
    public Uni<RunView> run(@RestPath String run, @RestQuery @Nullable String wait) {
        RunId id = Parameters.run(run);
        Duration patience = Parameters.wait(wait, config.longestWait());
        if (patience.isZero()) {
            return readModel.run(id).map(RunEntity::view);
        }
        Watch watch = news.watch(id);
        return onceKnown(id, watch, Vertx.currentContext(), System.nanoTime() + patience.toNanos())
                .onTermination()
                .invoke(watch::close);
    }

    private Uni<RunView> onceKnown(RunId id, Watch watch, Context context, long deadline) {
        return readModel.find(id).chain(found -> {
            long left = deadline - System.nanoTime();
            if (found != null) {
                return Uni.createFrom().item(found.view());
            }
            if (left <= 0) {
                return Uni.createFrom().failure(Parameters.noRun(id.value()));
            }
            return Uni.createFrom()
                    .completionStage(watch::next)
                    .ifNoItem()
                    .after(Duration.ofNanos(left))
                    .recoverWithItem(() -> null)
                    .emitOn(work -> context.runOnContext(_ -> work.run()))
                    .chain(() -> onceKnown(id, watch, context, deadline));
        });
    }

    @GET
    @Path("/{run}/steps")
    @Operation(
            operationId = "listSteps",
            summary = "Lists the steps of a run, in the order of its definition",
            description =
                    "limit is 1 to 1,000, by default 1,000. after is the next of the page before. What a step answered to the steps that"
                            + " need it, result.output, may have 64 KiB and is left out, unless include is output; a step by itself"
                            + " has it always.")
    public Uni<Page<StepView>> steps(
            @RestPath String run,
            @RestQuery @Nullable String limit,
            @RestQuery @Nullable String after,
            @RestQuery @Nullable String include) {
        RunId id = Parameters.run(run);
        int size = Parameters.limit(limit, STEPS);
        long position = Parameters.sequence("after", after, -1);
        return Parameters.includesOutput(include)
                ? page(id, readModel.stepsWithOutput(id, position, size + 1), size)
                : page(id, readModel.steps(id, position, size + 1), size);
    }

    private <T extends ShownStep> Uni<Page<StepView>> page(RunId id, Uni<List<T>> steps, int size) {
        return orNoRun(id, steps)
                .map(found -> Answers.page(found, size, ShownStep::view, step -> Integer.toString(step.position)));
    }

    @GET
    @Path("/{run}/steps/{step}")
    @Operation(operationId = "getStep", summary = "Shows a step")
    public Uni<StepView> step(@RestPath String run, @RestPath String step) {
        RunId id = Parameters.run(run);
        return readModel.step(id, Parameters.step(id, step)).map(StepEntity::view);
    }

    @GET
    @Path("/{run}/events")
    @Operation(
            operationId = "listEvents",
            summary = "Lists the events of a run, the oldest first, as they were written",
            description =
                    "Begins behind the sequence number after, by default 0. limit is 1 to 1,000, by default 500. type names the "
                            + "types to list, separated by commas; all of them when it is not given.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Api.PageOfEvents.class)))
    public Uni<Page<RawValue>> events(
            @RestPath String run,
            @RestQuery @Nullable String type,
            @RestQuery @Nullable String limit,
            @RestQuery @Nullable String after) {
        RunId id = Parameters.run(run);
        int size = Parameters.limit(limit, EVENTS);
        long seq = Parameters.sequence("after", after, 0);
        return orNoRun(id, messages.events(id, Parameters.types(type), seq, size + 1))
                .map(found -> Answers.page(found, size, Recorded::raw, event -> Long.toString(event.number())));
    }

    /** An empty list is an answer only if there is such a run. */
    private <T> Uni<List<T>> orNoRun(RunId id, Uni<List<T>> list) {
        return list.call(
                found -> found.isEmpty() ? readModel.run(id) : Uni.createFrom().voidItem());
    }
}
