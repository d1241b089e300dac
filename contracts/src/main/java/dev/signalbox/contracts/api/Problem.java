package dev.signalbox.contracts.api;

import dev.signalbox.contracts.ProblemCode;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An error answer, as problem details (RFC 9457).
 *
 * @param type a page about the problem, relative to the door
 * @param title the problem in a few words, the same for every occurrence
 * @param status the HTTP status
 * @param code the stable code
 * @param detail this occurrence, for people
 * @param retryAfterMs when trying again may help, in milliseconds; null when waiting does not help
 * @param traceId names the occurrence in the log; null when there is nothing to look up
 * @param errors every problem found in the input; empty for other problems
 */
public record Problem(
        String type,
        String title,
        int status,
        ProblemCode code,
        String detail,
        @Nullable Long retryAfterMs,
        @Nullable String traceId,
        List<InputProblem> errors) {
    public static final String MEDIA_TYPE = "application/problem+json";

    public Problem {
        errors = errors == null ? List.of() : List.copyOf(errors);
    }

    public static Problem of(ProblemCode code, String detail) {
        return new Problem(
                "/problems/" + code.name(), code.title(), code.httpStatus(), code, detail, null, null, List.of());
    }

    public Problem withRetryAfter(Duration wait) {
        return new Problem(type, title, status, code, detail, wait.toMillis(), traceId, errors);
    }

    public Problem withTraceId(String id) {
        return new Problem(type, title, status, code, detail, retryAfterMs, id, errors);
    }

    public Problem withErrors(List<InputProblem> found) {
        return new Problem(type, title, status, code, detail, retryAfterMs, traceId, found);
    }
}
