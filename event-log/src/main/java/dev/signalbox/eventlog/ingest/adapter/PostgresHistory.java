package dev.signalbox.eventlog.ingest.adapter;

import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.StepId;
import dev.signalbox.eventlog.ingest.Appended;
import dev.signalbox.eventlog.ingest.Batch;
import dev.signalbox.eventlog.ingest.Entry;
import dev.signalbox.eventlog.ingest.FollowedTopic;
import dev.signalbox.eventlog.ingest.Partition;
import dev.signalbox.eventlog.ingest.Progress;
import dev.signalbox.eventlog.ingest.Reading;
import dev.signalbox.eventlog.ingest.port.BatchRefused;
import dev.signalbox.eventlog.ingest.port.DeadLetterLost;
import dev.signalbox.eventlog.ingest.port.DeadLetters;
import dev.signalbox.eventlog.ingest.port.History;
import dev.signalbox.eventlog.ingest.port.HistoryUnavailable;
import dev.signalbox.eventlog.ingest.port.Overtaken;
import dev.signalbox.eventlog.news.adapter.PostgresNews;
import dev.signalbox.eventlog.projection.Projection;
import dev.signalbox.eventlog.projection.StepKey;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The history in PostgreSQL. A batch takes two round trips: one reads the rows it touches and takes its places, one writes and
 * commits. It has a pool of its own, so that no number of readers can keep it from a connection.
 */
@ApplicationScoped
final class PostgresHistory implements History {
    /**
     * The plans of prepared statements are kept. One that was made when a table was still empty must not read all of it for
     * ever, so the ingest never scans and never hashes.
     */
    private static final String BEGIN =
            "begin; set local enable_seqscan = off; set local enable_hashjoin = off; set local enable_mergejoin = off";

    private static final Unnest<FollowedTopic> TOPICS = new Unnest<FollowedTopic>()
            .text("topic", FollowedTopic::name)
            .text("topic_id", FollowedTopic::id)
            .integer("partitions", FollowedTopic::partitions);
    private static final String FOLLOW = "insert into followed_topics (%s) select %s from %s on conflict do nothing"
            .formatted(TOPICS.names(), TOPICS.values(), TOPICS.table());
    private static final String FOLLOWED = "select f.topic, f.topic_id, f.partitions from followed_topics f join "
            + TOPICS.table() + " on f.topic = u.topic";

    private static final Unnest<Map.Entry<Partition, Long>> BEGINS = new Unnest<Map.Entry<Partition, Long>>()
            .text("topic", begin -> begin.getKey().topic())
            .integer("partition", begin -> begin.getKey().number())
            .bigint("next_offset", Map.Entry::getValue);
    private static final String TAKE_UP = "insert into consumer_offsets (%s) select %s from %s on conflict do nothing"
            .formatted(BEGINS.names(), BEGINS.values(), BEGINS.table());
    private static final String POSITIONS = "select o.topic, o.partition, o.next_offset from consumer_offsets o join "
            + BEGINS.table() + " on o.topic = u.topic and o.partition = u.partition";

    private final Pool pool;
    private final Duration timeout;

    PostgresHistory(@ReactiveDataSource("ingest") Pool pool, IngestConfig config) {
        this.pool = pool;
        this.timeout = config.writeTimeout();
    }

    @Override
    public List<FollowedTopic> followed(Collection<FollowedTopic> topics) throws HistoryUnavailable {
        Tuple rows = TOPICS.rows(List.copyOf(topics));
        try {
            await(pool.preparedQuery(FOLLOW).execute(rows));
            List<FollowedTopic> known = new ArrayList<>();
            for (Row row : await(pool.preparedQuery(FOLLOWED).execute(rows))) {
                known.add(new FollowedTopic(row.getString(0), row.getString(1), row.getInteger(2)));
            }
            return known;
        } catch (RuntimeException e) {
            throw unavailable(e);
        }
    }

    @Override
    public Map<Partition, Long> positions(Map<Partition, Long> begins) throws HistoryUnavailable {
        Tuple rows = BEGINS.rows(List.copyOf(begins.entrySet()));
        try {
            await(pool.preparedQuery(TAKE_UP).execute(rows));
            Map<Partition, Long> positions = new HashMap<>();
            for (Row row : await(pool.preparedQuery(POSITIONS).execute(rows))) {
                positions.put(new Partition(row.getString(0), row.getInteger(1)), row.getLong(2));
            }
            return positions;
        } catch (RuntimeException e) {
            throw unavailable(e);
        }
    }

    @Override
    public void skip(List<Progress> progress) throws HistoryUnavailable, Overtaken {
        try {
            append(new Batch(List.of(), progress), (letter, reason) -> {});
        } catch (BatchRefused | DeadLetterLost e) {
            throw new HistoryUnavailable("the positions could not be moved: " + e.getMessage(), e);
        }
    }

    @Override
    public Appended append(Batch batch, DeadLetters letters)
            throws HistoryUnavailable, Overtaken, BatchRefused, DeadLetterLost {
        SqlConnection connection;
        try {
            connection = await(pool.getConnection());
        } catch (RuntimeException e) {
            throw unavailable(e);
        }
        boolean done = false;
        try {
            Appended appended = append(batch, letters, connection);
            done = true;
            return appended;
        } catch (RuntimeException e) {
            if (PostgresFailure.blamesTheData(e)) {
                throw new BatchRefused("PostgreSQL refuses it: " + e.getMessage(), e);
            }
            throw unavailable(e);
        } finally {
            giveBack(connection, done);
        }
    }

    private Appended append(Batch batch, DeadLetters letters, SqlConnection connection)
            throws Overtaken, BatchRefused, DeadLetterLost {
        Contents contents = Contents.of(batch);
        List<Uni<RowSet<Row>>> reads = new ArrayList<>();
        reads.add(connection.query(BEGIN).execute());
        reads.add(connection.preparedQuery(ReadModelSql.ADVANCE).execute(ReadModelSql.PROGRESS.rows(batch.progress())));
        if (!contents.events().isEmpty()) {
            reads.add(connection
                    .preparedQuery(ReadModelSql.RUNS)
                    .execute(ReadModelSql.RUN_KEYS.rows(
                            contents.runs().stream().map(RunId::value).toList())));
            reads.add(connection
                    .preparedQuery(ReadModelSql.STEPS)
                    .execute(ReadModelSql.STEP_KEYS.rows(List.copyOf(contents.steps()))));
        }
        List<RowSet<Row>> found = await(Uni.join().all(reads).andFailFast());
        if (found.get(1).rowCount() != batch.progress().size()) {
            throw new Overtaken("another instance has read on in one of " + batch.progress());
        }

        Folded folded = contents.events().isEmpty() ? Folded.NOTHING : fold(contents.events(), found);
        for (Entry stranger : folded.ofUnknownRuns()) {
            letters.put(stranger.original().get(), "the first event of its run has not been seen");
        }
        List<Uni<RowSet<Row>>> writes = writes(connection, contents, folded);
        writes.add(connection.query("commit").execute());
        await(Uni.join().all(writes).andFailFast());
        return new Appended(
                folded.fresh(), folded.duplicates(), folded.projection().gaps());
    }

    private static Folded fold(List<Entry> events, List<RowSet<Row>> found) throws BatchRefused {
        try {
            Projection projection = new Projection(ReadModelRows.runs(found.get(2)), ReadModelRows.steps(found.get(3)));
            return Folded.of(projection, events);
        } catch (RuntimeException e) {
            throw new BatchRefused("it makes no sense: " + e, e);
        }
    }

    private static List<Uni<RowSet<Row>>> writes(SqlConnection connection, Contents contents, Folded folded) {
        Writes writes = new Writes(connection);
        Projection projection = folded.projection();
        writes.add(
                ReadModelSql.INSERT_RUNS,
                ReadModelSql.NEW_RUNS,
                projection.newRuns().stream()
                        .map(run -> new ReadModelSql.NewRunRow(run, projection.run(run.run())))
                        .toList());
        writes.add(
                ReadModelSql.INSERT_STEPS,
                ReadModelSql.NEW_STEPS,
                projection.newSteps().stream()
                        .map(step -> new ReadModelSql.NewStepRow(step, projection.step(step.key())))
                        .toList());
        writes.add(
                ReadModelSql.UPDATE_RUNS,
                ReadModelSql.CHANGED_RUNS,
                projection.changedRuns().stream()
                        .map(run -> new ReadModelSql.RunRow(run.value(), projection.run(run)))
                        .toList());
        writes.add(
                ReadModelSql.UPDATE_STEPS,
                ReadModelSql.CHANGED_STEPS,
                projection.changedSteps().stream()
                        .map(key -> new ReadModelSql.StepRow(key, projection.step(key)))
                        .toList());
        writes.add(ReadModelSql.UPSERT_TRIPWIRES, ReadModelSql.TRIPWIRES, projection.tripwires());
        writes.add(ReadModelSql.INSERT_EVENTS, ReadModelSql.EVENTS, folded.fresh());
        Instant now = Instant.now();
        writes.add(
                ReadModelSql.INSERT_GAPS,
                ReadModelSql.GAPS,
                projection.gaps().stream()
                        .map(gap -> new ReadModelSql.GapRow(gap, now))
                        .toList());
        writes.add(ReadModelSql.INSERT_OUTPUT, ReadModelSql.OUTPUT, contents.output());
        writes.add(ReadModelSql.INSERT_ADMISSIONS, ReadModelSql.ADMISSIONS, contents.admissions());

        Set<RunId> news = new LinkedHashSet<>(projection.changedRuns());
        projection.newRuns().forEach(run -> news.add(run.run()));
        contents.output().forEach(output -> news.add(output.chunk().attempt().run()));
        if (!news.isEmpty()) {
            writes.sent.add(connection
                    .preparedQuery(PostgresNews.TELL)
                    .execute(Tuple.of(PostgresNews.CHANNEL, PostgresNews.payload(news))));
        }
        return writes.sent;
    }

    /** Statements on their way, one behind the other. */
    private record Writes(SqlConnection connection, List<Uni<RowSet<Row>>> sent) {
        Writes(SqlConnection connection) {
            this(connection, new ArrayList<>());
        }

        <T> void add(String sql, Unnest<T> columns, List<T> rows) {
            if (!rows.isEmpty()) {
                sent.add(connection.preparedQuery(sql).execute(columns.rows(rows)));
            }
        }
    }

    /** What is in a batch, by kind. */
    private record Contents(
            List<Entry> events,
            Set<RunId> runs,
            Set<StepKey> steps,
            List<Reading.Output> output,
            List<Reading.Admission> admissions) {
        static Contents of(Batch batch) {
            Contents contents = new Contents(
                    new ArrayList<>(),
                    new LinkedHashSet<>(),
                    new LinkedHashSet<>(),
                    new ArrayList<>(),
                    new ArrayList<>());
            batch.entries().forEach(contents::add);
            return contents;
        }

        private void add(Entry entry) {
            switch (entry.reading()) {
                case Reading.Event event -> {
                    events.add(entry);
                    runs.add(event.run());
                    StepId touched = event.touched();
                    if (touched != null) {
                        steps.add(new StepKey(event.run(), touched));
                    }
                }
                case Reading.Output printed -> output.add(printed);
                case Reading.Admission admission -> admissions.add(admission);
                case Reading.Unreadable _ -> {}
            }
        }
    }

    /** What the events of a batch came to. */
    private record Folded(Projection projection, List<Reading.Event> fresh, int duplicates, List<Entry> ofUnknownRuns) {
        static final Folded NOTHING = new Folded(new Projection(Map.of(), Map.of()), List.of(), 0, List.of());

        static Folded of(Projection projection, List<Entry> events) {
            List<Reading.Event> fresh = new ArrayList<>(events.size());
            List<Entry> ofUnknownRuns = new ArrayList<>();
            int duplicates = 0;
            for (Entry entry : events) {
                Reading.Event event = (Reading.Event) entry.reading();
                switch (projection.apply(event.run(), event.seq(), event.at(), event.fact())) {
                    case APPLIED -> fresh.add(event);
                    case DUPLICATE -> duplicates++;
                    case RUN_UNKNOWN -> ofUnknownRuns.add(entry);
                }
            }
            return new Folded(projection, fresh, duplicates, ofUnknownRuns);
        }
    }

    private void giveBack(SqlConnection connection, boolean done) {
        try {
            if (!done) {
                await(connection.query("rollback").execute());
            }
        } catch (RuntimeException alreadyBroken) {
            // A connection that cannot roll back is not reused: PostgreSQL rolls back by itself when it is gone.
        } finally {
            connection.closeAndForget();
        }
    }

    private <T> T await(Uni<T> answer) {
        return answer.await().atMost(timeout);
    }

    private static HistoryUnavailable unavailable(RuntimeException failure) {
        String why = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        return new HistoryUnavailable("PostgreSQL does not do its part: " + why, failure);
    }
}
