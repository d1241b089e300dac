package dev.signalbox.admission.http;

import dev.signalbox.admission.runs.AdmissionDecision.Deny;
import dev.signalbox.contracts.ProblemCode;
import dev.signalbox.contracts.api.Problem;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Duration;

/** Problems as HTTP answers. */
final class ProblemAnswers {
    private ProblemAnswers() {}

    static Problem of(Deny denial) {
        Problem problem = Problem.of(denial.code(), denial.reason());
        return denial.retryAfter() == null ? problem : problem.withRetryAfter(denial.retryAfter());
    }

    static Response answer(ProblemCode code, String detail) {
        return answer(Problem.of(code, detail));
    }

    static Response answer(Problem problem) {
        Response.ResponseBuilder answer =
                Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem);
        Long wait = problem.retryAfterMs();
        if (wait != null) {
            answer.header(HttpHeaders.RETRY_AFTER, seconds(Duration.ofMillis(wait)));
        }
        return answer.build();
    }

    /** The header knows whole seconds only; never too few. */
    static long seconds(Duration wait) {
        return wait.plusMillis(999).toSeconds();
    }
}
