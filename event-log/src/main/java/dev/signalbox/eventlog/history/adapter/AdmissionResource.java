package dev.signalbox.eventlog.history.adapter;

import com.fasterxml.jackson.databind.util.RawValue;
import dev.signalbox.contracts.api.Page;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** What admission decided. */
@Path("/v1/admissions")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Admissions")
public class AdmissionResource {
    private static final int ADMISSIONS = 50;

    private final ReadModel readModel;

    AdmissionResource(ReadModel readModel) {
        this.readModel = readModel;
    }

    @GET
    @Operation(
            operationId = "listAdmissions",
            summary = "Lists the decisions of admission, the newest first, as they were written",
            description = "limit is 1 to 1,000, by default 50. after is the next of the page before.")
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = Api.PageOfAdmissions.class)))
    public Uni<Page<RawValue>> admissions(
            @RestQuery @Nullable String workspace,
            @RestQuery @Nullable String limit,
            @RestQuery @Nullable String after) {
        int size = Parameters.limit(limit, ADMISSIONS);
        return readModel
                .admissions(Parameters.workspace(workspace), after, size + 1)
                .map(found -> Answers.page(found, size, row -> new RawValue(row.body), row -> row.id));
    }
}
