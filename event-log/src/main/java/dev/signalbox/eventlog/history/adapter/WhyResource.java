package dev.signalbox.eventlog.history.adapter;

import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.api.StepView;
import dev.signalbox.contracts.api.Why;
import dev.signalbox.contracts.event.WaitsFor;
import dev.signalbox.eventlog.why.RunExplanation;
import dev.signalbox.eventlog.why.StepExplanation;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** Why a run or a step is where it is. */
@Path("/v1/runs/{run}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Runs")
public class WhyResource {
    private final ReadModel readModel;
    private final RecordedMessages messages;

    WhyResource(ReadModel readModel, RecordedMessages messages) {
        this.readModel = readModel;
        this.messages = messages;
    }

    @GET
    @Path("/why")
    @Operation(
            operationId = "whyRun",
            summary = "Says why a run is where it is",
            description = "The one thing it waits for, or why it ended so, and the steps that decide it.")
    public Uni<Why> run(@RestPath String run) {
        RunId id = Parameters.run(run);
        return readModel
                .run(id)
                .map(RunEntity::view)
                .chain(view -> readModel.deciding(view).map(steps -> new RunExplanation(view, views(steps)).why()));
    }

    @GET
    @Path("/steps/{step}/why")
    @Operation(
            operationId = "whyStep",
            summary = "Says why a step is where it is",
            description =
                    "The one thing it waits for, who holds it, since when, what would free it, and what the decision was made by;"
                            + " of a step that has ended, why it ended so.")
    public Uni<Why> step(@RestPath String run, @RestPath String step) {
        RunId id = Parameters.run(run);
        return readModel
                .step(id, Parameters.step(id, step))
                .map(StepEntity::view)
                .chain(this::explained);
    }

    /** One query after the other: they share the session of the request. */
    private Uni<Why> explained(StepView step) {
        return readModel
                .run(step.run())
                .map(RunEntity::view)
                .chain(run -> others(step)
                        .chain(others -> messages.lastMove(step.run(), step.step())
                                .map(since -> new StepExplanation(step, run, others, since.orElse(null)).why())));
    }

    private Uni<List<StepView>> others(StepView step) {
        Uni<List<StepEntity>> found = switch (step.waitsFor()) {
            case WaitsFor.Dependencies _ -> readModel.notDone(step.run(), step.dependsOn());
            case WaitsFor.Claim claim ->
                readModel.step(claim.run(), claim.step()).map(List::of);
            case WaitsFor.Budget budget -> holder(budget);
            case WaitsFor.Agent _, WaitsFor.Slot _ -> readModel.inFlightBeside(step.run());
            case WaitsFor.Parallelism _ -> readModel.inFlight(step.run());
            case WaitsFor.Backoff _, WaitsFor.Approval _, WaitsFor.Paused _ ->
                Uni.createFrom().item(List.of());
            case null -> Uni.createFrom().item(List.of());
        };
        return found.map(WhyResource::views);
    }

    private Uni<List<StepEntity>> holder(WaitsFor.Budget budget) {
        RunId run = budget.run();
        StepId step = budget.step();
        return run == null || step == null
                ? Uni.createFrom().item(List.of())
                : readModel.step(run, step).map(List::of);
    }

    private static List<StepView> views(List<StepEntity> steps) {
        return steps.stream().map(StepEntity::view).toList();
    }
}
