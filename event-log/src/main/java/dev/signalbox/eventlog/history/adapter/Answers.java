package dev.signalbox.eventlog.history.adapter;

import dev.signalbox.contracts.ProblemCode;
import dev.signalbox.contracts.api.Page;
import dev.signalbox.contracts.api.Problem;
import dev.signalbox.eventlog.problem.adapter.Refusal;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.VertxException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What every answer has in common: a time limit, a clear word when PostgreSQL is away, and pages. */
@ApplicationScoped
class Answers {
    /** Classes of SQLSTATE that say "not now": connection, transaction, resources, operator, system. */
    private static final Set<String> NOT_NOW = Set.of("08", "25", "40", "53", "57", "58");
    /** The tables are not there yet. */
    private static final String UNDEFINED_TABLE = "42P01";

    private final HistoryConfig config;

    Answers(HistoryConfig config) {
        this.config = config;
    }

    /** The same answer, or {@code HISTORY_UNAVAILABLE} when it takes too long or PostgreSQL is away. */
    <T> Uni<T> patiently(Uni<T> answer) {
        return answer.ifNoItem()
                .after(config.timeout())
                .fail()
                .onFailure(Answers::isOutage)
                .transform(failure -> unavailable());
    }

    Refusal tooMany() {
        return new Refusal(
                Problem.of(ProblemCode.HISTORY_UNAVAILABLE, "As many live streams are open here as there may be.")
                        .withRetryAfter(config.retryAfter()));
    }

    private Refusal unavailable() {
        return new Refusal(Problem.of(
                        ProblemCode.HISTORY_UNAVAILABLE,
                        "PostgreSQL does not answer. Runs go on, and their history catches up.")
                .withRetryAfter(config.retryAfter()));
    }

    private static boolean isOutage(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            boolean isOutage = switch (cause) {
                case PgException error -> saysNotNow(error.getSqlState());
                case IOException _, TimeoutException _, ClosedConnectionException _ -> true;
                case VertxException _, NoStackTraceThrowable _ -> true;
                default -> false;
            };
            if (isOutage) {
                return true;
            }
        }
        return false;
    }

    private static boolean saysNotNow(@Nullable String state) {
        return state == null || state.equals(UNDEFINED_TABLE) || NOT_NOW.contains(state.substring(0, 2));
    }

    /**
     * A page from the rows that were found when one more than {@code limit} was asked for.
     *
     * @param next the {@code after} of the page behind a row
     */
    static <R, T> Page<T> page(List<R> found, int limit, Function<R, T> view, Function<R, @Nullable String> next) {
        boolean more = found.size() > limit;
        List<R> shown = more ? found.subList(0, limit) : found;
        return new Page<>(shown.stream().map(view).toList(), more ? next.apply(shown.getLast()) : null);
    }
}
