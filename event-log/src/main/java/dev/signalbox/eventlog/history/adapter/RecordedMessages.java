package dev.signalbox.eventlog.history.adapter;

import dev.signalbox.contracts.MessageCatalogue;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.attempt.OutputChunk;
import dev.signalbox.contracts.event.GovernorNoted;
import dev.signalbox.contracts.event.ReportRejected;
import dev.signalbox.contracts.event.TripwireTripped;
import dev.signalbox.contracts.event.UsageRecorded;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/** Reads events and output by their sequence, as they were written: nothing is parsed on the way from the table to the reader. */
@ApplicationScoped
class RecordedMessages {
    private static final String EVENTS = "select seq, type, body::text from events where run = $1 and seq > $2 "
            + "and (cardinality($4::text[]) = 0 or type = any($4::text[])) order by seq limit $3";
    private static final String OUTPUT = "select number, body::text from output_chunks "
            + "where run = $1 and step = $2 and attempt = $3 and number > $4 order by number limit $5";
    private static final String ENDED = "select ended_at is not null and last_seq <= $2 from runs where run = $1";
    private static final String STEP_NOW =
            "select status, attempt, result::text from steps where run = $1 and step = $2";
    private static final String LAST_MOVE =
            "select at from events " + "where run = $1 and step = $2 and type <> all ($3) order by seq desc limit 1";
    private static final String[] NO_MOVES = Stream.of(
                    ReportRejected.class, UsageRecorded.class, GovernorNoted.class, TripwireTripped.class)
            .map(MessageCatalogue::nameOfType)
            .toArray(String[]::new);
    private static final String CHUNK = MessageCatalogue.nameOfType(OutputChunk.class);

    private final Pool pool;
    private final Answers answers;

    RecordedMessages(Pool pool, Answers answers) {
        this.pool = pool;
        this.answers = answers;
    }

    /** The events of a run behind {@code after}, the oldest first; empty for a run that does not exist. */
    Uni<List<Recorded>> events(RunId run, long after, int limit) {
        return events(run, List.of(), after, limit);
    }

    /** The same of some types only; of all when none is named. */
    Uni<List<Recorded>> events(RunId run, List<String> types, long after, int limit) {
        return answers.patiently(pool.preparedQuery(EVENTS)
                .execute(Tuple.of(UUID.fromString(run.value()), after, limit, types.toArray(String[]::new)))
                .map(rows -> all(rows, row -> new Recorded(row.getLong(0), row.getString(1), row.getString(2)))));
    }

    /** The output of an attempt behind {@code after}, the oldest first. */
    Uni<List<Recorded>> output(RunId run, StepId step, int attempt, long after, int limit) {
        return answers.patiently(pool.preparedQuery(OUTPUT)
                .execute(Tuple.of(UUID.fromString(run.value()), step.value(), attempt, after, limit))
                .map(rows -> all(rows, row -> new Recorded(row.getLong(0), CHUNK, row.getString(1)))));
    }

    /** Whether no event will follow the one of this sequence number. */
    Uni<Boolean> endsWith(RunId run, long seq) {
        return answers.patiently(pool.preparedQuery(ENDED)
                .execute(Tuple.of(UUID.fromString(run.value()), seq))
                .map(rows -> rows.size() > 0 && rows.iterator().next().getBoolean(0)));
    }

    /** When a step came where it is; empty when nothing has happened to it yet. */
    Uni<Optional<Instant>> lastMove(RunId run, StepId step) {
        return answers.patiently(pool.preparedQuery(LAST_MOVE)
                .execute(Tuple.of(UUID.fromString(run.value()), step.value(), NO_MOVES))
                .map(rows -> rows.size() == 0
                        ? Optional.<Instant>empty()
                        : Optional.of(
                                rows.iterator().next().getOffsetDateTime(0).toInstant())));
    }

    /** Where a step that exists is. */
    Uni<StepNow> stepNow(RunId run, StepId step) {
        return answers.patiently(pool.preparedQuery(STEP_NOW)
                .execute(Tuple.of(UUID.fromString(run.value()), step.value()))
                .map(rows -> StepNow.of(rows.iterator().next())));
    }

    private static List<Recorded> all(RowSet<Row> rows, Function<Row, Recorded> read) {
        List<Recorded> messages = new ArrayList<>(rows.size());
        rows.forEach(row -> messages.add(read.apply(row)));
        return messages;
    }
}
