package dev.signalbox.admission.http;

import dev.signalbox.admission.AdmissionConfig;
import dev.signalbox.contracts.ProblemCode;
import dev.signalbox.contracts.api.Problem;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jspecify.annotations.Nullable;

/** Refuses a body that announces itself as too large before any of it is read. */
@ApplicationScoped
class BodyLimit {
    /** Before the server's own limit, which answers without a body; filters with a higher number run earlier. */
    private static final int EARLY = 1_000;

    private final long limit;

    BodyLimit(AdmissionConfig config) {
        this.limit = config.maxRequestSize().asLongValue();
    }

    static Problem exceeded() {
        return Problem.of(
                ProblemCode.DEFINITION_TOO_LARGE,
                "The body is larger than signalbox.admission.max-request-size allows.");
    }

    void install(@Observes Filters filters) {
        filters.register(this::check, EARLY);
    }

    private void check(RoutingContext request) {
        if (declaredLength(request.request().getHeader(HttpHeaders.CONTENT_LENGTH)) <= limit) {
            request.next();
            return;
        }
        // Nobody reads the rest, so the connection cannot be used again.
        request.response()
                .putHeader(HttpHeaders.CONNECTION, "close")
                .endHandler(ended -> request.request().connection().close());
        RoutedProblems.answer(request, exceeded());
    }

    private static long declaredLength(@Nullable String header) {
        try {
            return header == null ? 0 : Long.parseLong(header);
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
