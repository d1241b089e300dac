package dev.signalbox.admission.http;

import dev.signalbox.definitions.SignalboxSchema;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The JSON schema of {@code signalbox/v1} at a path that does not change, for editors. */
@Path(SignalboxSchema.PATH)
@NonBlocking
public class SchemaResource {
    private static final String SCHEMA = SignalboxSchema.text();

    @GET
    @Produces("application/schema+json")
    @Operation(hidden = true)
    public String schema() {
        return SCHEMA;
    }
}
