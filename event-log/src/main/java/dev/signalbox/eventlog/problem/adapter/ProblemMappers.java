package dev.signalbox.eventlog.problem.adapter;

import dev.signalbox.contracts.ProblemCode;
import dev.signalbox.contracts.api.Problem;
import io.opentelemetry.api.trace.Span;
import jakarta.ws.rs.NotAcceptableException;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Answers every failure with problem details. */
public final class ProblemMappers {
    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);
    private static final long MILLIS_PER_SECOND = 1_000;

    @ServerExceptionMapper
    Response refused(Refusal refusal) {
        return answer(refusal.problem());
    }

    @ServerExceptionMapper
    Response web(WebApplicationException failure) {
        return switch (failure) {
            case NotFoundException _ -> answer(Problem.of(ProblemCode.NOT_FOUND, "No resource has this path."));
            case NotAllowedException _ ->
                answer(Problem.of(ProblemCode.METHOD_NOT_ALLOWED, "The path exists, but not for this method."));
            case NotSupportedException _ ->
                answer(Problem.of(ProblemCode.UNSUPPORTED_MEDIA_TYPE, "This content type is not read here."));
            case NotAcceptableException _ ->
                answer(Problem.of(ProblemCode.REQUEST_INVALID, "No content type that is accepted is served here."));
            default ->
                failure.getResponse().getStatus() < Response.Status.INTERNAL_SERVER_ERROR.getStatusCode()
                        ? answer(Problem.of(ProblemCode.REQUEST_INVALID, String.valueOf(failure.getMessage())))
                        : unexpected(failure);
        };
    }

    @ServerExceptionMapper
    Response unexpected(Throwable failure) {
        String trace = Span.current().getSpanContext().getTraceId();
        LOG.errorf(failure, "unexpected failure, trace %s", trace);
        return answer(Problem.of(ProblemCode.INTERNAL_ERROR, "The trace id names the error in the log.")
                .withTraceId(trace));
    }

    private static Response answer(Problem problem) {
        Response.ResponseBuilder response =
                Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem);
        if (problem.retryAfterMs() != null) {
            Duration wait = Duration.ofMillis(problem.retryAfterMs() + MILLIS_PER_SECOND - 1);
            response.header(HttpHeaders.RETRY_AFTER, wait.toSeconds());
        }
        return response.build();
    }
}
