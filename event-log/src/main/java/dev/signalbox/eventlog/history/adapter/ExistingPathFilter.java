package dev.signalbox.eventlog.history.adapter;

import dev.signalbox.contracts.RunId;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Answers 404 or 503 before a stream begins. */
class ExistingPathFilter {
    private final ReadModel readModel;

    ExistingPathFilter(ReadModel readModel) {
        this.readModel = readModel;
    }

    @ExistingPath
    @ServerRequestFilter
    public Uni<Void> check(UriInfo uri) {
        MultivaluedMap<String, String> path = uri.getPathParameters();
        RunId run = Parameters.run(path.getFirst("run"));
        return path.containsKey("step")
                ? readModel
                        .step(run, Parameters.step(run, path.getFirst("step")))
                        .replaceWithVoid()
                : readModel.run(run).replaceWithVoid();
    }
}
