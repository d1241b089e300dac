package dev.signalbox.admission.http;

import dev.signalbox.admission.kafka.TraceHeaders;
import dev.signalbox.contracts.ProblemCode;
import dev.signalbox.contracts.api.Problem;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Every failure becomes a problem with a stable code. */
class ProblemMappers {
    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    @ServerExceptionMapper
    Response invalid(InvalidRequest request) {
        return ProblemAnswers.answer(request.problem());
    }

    @ServerExceptionMapper
    Response refused(WebApplicationException refusal) {
        int status = refusal.getResponse().getStatus();
        return switch (status) {
            case 404 -> ProblemAnswers.answer(ProblemCode.NOT_FOUND, "No resource has this path.");
            case 405 -> methodNotAllowed(refusal);
            case 413 -> ProblemAnswers.answer(BodyLimit.exceeded());
            case 415 ->
                ProblemAnswers.answer(
                        ProblemCode.UNSUPPORTED_MEDIA_TYPE,
                        "Send application/json, or a definition in the native format as application/yaml.");
            default ->
                status < 500
                        ? ProblemAnswers.answer(
                                ProblemCode.REQUEST_INVALID, "The request is not valid HTTP for this resource.")
                        : unexpected(refusal);
        };
    }

    @ServerExceptionMapper
    Response unexpected(Throwable failure) {
        String trace =
                TraceHeaders.currentTraceId().orElseGet(() -> UUID.randomUUID().toString());
        LOG.errorf(failure, "A request failed unexpectedly, trace %s", trace);
        return ProblemAnswers.answer(Problem.of(ProblemCode.INTERNAL_ERROR, "The trace id names it in the log.")
                .withTraceId(trace));
    }

    private static Response methodNotAllowed(WebApplicationException refusal) {
        Response problem =
                ProblemAnswers.answer(ProblemCode.METHOD_NOT_ALLOWED, "The path exists, but not for this method.");
        String allowed = refusal instanceof NotAllowedException
                ? refusal.getResponse().getHeaderString(HttpHeaders.ALLOW)
                : null;
        return allowed == null
                ? problem
                : Response.fromResponse(problem)
                        .header(HttpHeaders.ALLOW, allowed)
                        .build();
    }
}
