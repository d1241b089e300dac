package dev.signalbox.admission.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.signalbox.contracts.ContractJson;
import dev.signalbox.contracts.ProblemCode;
import dev.signalbox.contracts.api.Problem;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

/** Problems as answers of routes outside of the REST resources. */
public final class RoutedProblems {
    private RoutedProblems() {}

    public static void answer(RoutingContext request, Problem problem) {
        if (request.response().ended()) {
            return;
        }
        Long wait = problem.retryAfterMs();
        if (wait != null) {
            request.response()
                    .putHeader(
                            HttpHeaders.RETRY_AFTER,
                            Long.toString(ProblemAnswers.seconds(java.time.Duration.ofMillis(wait))));
        }
        request.response()
                .setStatusCode(problem.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .end(body(problem));
    }

    public static void answer(RoutingContext request, ProblemCode code, String detail) {
        answer(request, Problem.of(code, detail));
    }

    /** The JSON of a problem. */
    public static Buffer body(Problem problem) {
        try {
            return Buffer.buffer(ContractJson.mapper().writeValueAsBytes(problem));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a problem can always be written", e);
        }
    }
}
