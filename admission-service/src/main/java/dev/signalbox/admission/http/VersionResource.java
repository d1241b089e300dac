package dev.signalbox.admission.http;

import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** {@code GET /v1/version}. */
@Path("/v1/version")
@NonBlocking
public class VersionResource {
    private final Version version;

    VersionResource(@ConfigProperty(name = "quarkus.application.version") String version) {
        this.version = new Version("signalbox", version, "v1");
    }

    /**
     * What answers here.
     *
     * @param name always {@code signalbox}
     * @param version the version of the program
     * @param api the version of the API
     */
    public record Version(String name, String version, String api) {}

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "version", summary = "What answers here")
    public Version version() {
        return version;
    }
}
