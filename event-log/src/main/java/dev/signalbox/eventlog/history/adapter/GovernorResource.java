package dev.signalbox.eventlog.history.adapter;

import dev.signalbox.contracts.api.GovernorReport;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** What the governor has done, and would have done. */
@Path("/v1/governor")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Governor")
public class GovernorResource {
    private final TripwireRecord tripwires;

    GovernorResource(TripwireRecord tripwires) {
        this.tripwires = tripwires;
    }

    @GET
    @Path("/report")
    @Operation(
            operationId = "reportGovernor",
            summary =
                    "Says what tripwires have stopped or would have, what that would have saved, and how often it would have been"
                            + " wrong",
            description =
                    "run is a run, workspace a workspace, since a time like 2026-03-14T09:26:53Z: then only tripwires of that run or "
                            + "workspace count, and those that were touched since.")
    public Uni<GovernorReport> report(
            @RestQuery @Nullable String run, @RestQuery @Nullable String workspace, @RestQuery @Nullable String since) {
        return tripwires.report(
                Parameters.runAmongOthers(run), Parameters.workspace(workspace), Parameters.time("since", since));
    }
}
