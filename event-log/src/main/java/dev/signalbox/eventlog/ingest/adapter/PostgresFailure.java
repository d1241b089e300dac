package dev.signalbox.eventlog.ingest.adapter;

import io.vertx.pgclient.PgException;
import java.util.Optional;

/** What PostgreSQL's error codes mean for a batch. */
final class PostgresFailure {
    private PostgresFailure() {}

    /** Whether the data are to blame: class 22 is bad data, 23 a violated constraint, 54 something too large. */
    static boolean blamesTheData(Throwable failure) {
        return sqlState(failure)
                .filter(state -> state.startsWith("22") || state.startsWith("23") || state.startsWith("54"))
                .isPresent();
    }

    private static Optional<String> sqlState(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof PgException error && error.getSqlState() != null) {
                return Optional.of(error.getSqlState());
            }
        }
        return Optional.empty();
    }
}
