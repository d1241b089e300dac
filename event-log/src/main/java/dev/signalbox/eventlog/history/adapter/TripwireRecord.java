package dev.signalbox.eventlog.history.adapter;

import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.WorkspaceId;
import dev.signalbox.contracts.api.GovernorReport;
import dev.signalbox.contracts.governor.Tripwire;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Counts the tripwires that attempts have touched. */
@ApplicationScoped
class TripwireRecord {
    private static final String TALLY = "count(*) filter (where stopped), count(*) filter (where not stopped), "
            + "count(*) filter (where not stopped and outcome is null), "
            + "count(*) filter (where not stopped and outcome = 'succeeded'), "
            + "count(*) filter (where not stopped and outcome <> 'succeeded'), "
            + "coalesce(sum(usd_after) filter (where not stopped), 0)::text, "
            + "coalesce(sum(usd_after) filter (where not stopped and outcome = 'succeeded'), 0)::text, "
            + "coalesce(sum(tokens_after) filter (where not stopped), 0)::bigint from touched";
    private static final String REPORT =
            "with touched as (select t.* from tripwires t where ($1::uuid is null or t.run = $1) "
                    + "and ($2::text is null or exists (select from runs r where r.run = t.run and r.workspace = $2)) "
                    + "and ($3::timestamptz is null or t.at >= $3)) "
                    + "select tripwire, " + TALLY + " group by tripwire union all "
                    + "select null, " + TALLY + " where place = 0";

    private static final Map<String, Tripwire> TRIPWIRES = new TreeMap<>();

    static {
        Stream.of(Tripwire.values()).forEach(tripwire -> TRIPWIRES.put(tripwire.word(), tripwire));
    }

    private final Pool pool;
    private final Answers answers;

    TripwireRecord(Pool pool, Answers answers) {
        this.pool = pool;
        this.answers = answers;
    }

    /** The report of one run or of all, of one workspace or of all, since some time or ever. */
    Uni<GovernorReport> report(@Nullable RunId run, @Nullable WorkspaceId workspace, @Nullable Instant since) {
        return answers.patiently(pool.preparedQuery(REPORT)
                .execute(Tuple.of(
                        run == null ? null : UUID.fromString(run.value()),
                        workspace == null ? null : workspace.value(),
                        since == null ? null : since.atOffset(ZoneOffset.UTC)))
                .map(TripwireRecord::report));
    }

    private static GovernorReport report(RowSet<Row> rows) {
        GovernorReport.Tally attempts = new GovernorReport.Tally(0, 0, 0, 0, 0, BigDecimal.ZERO, BigDecimal.ZERO, 0);
        Map<Tripwire, GovernorReport.Tally> tallies = new TreeMap<>(Comparator.naturalOrder());
        for (Row row : rows) {
            String word = row.getString(0);
            Tripwire tripwire = word == null ? null : TRIPWIRES.get(word);
            if (tripwire != null) {
                tallies.put(tripwire, tally(row));
            } else if (word == null) {
                attempts = tally(row);
            }
        }
        List<GovernorReport.Line> lines = tallies.entrySet().stream()
                .map(entry -> new GovernorReport.Line(entry.getKey(), entry.getValue()))
                .toList();
        return new GovernorReport(lines, attempts);
    }

    private static GovernorReport.Tally tally(Row row) {
        return new GovernorReport.Tally(
                row.getLong(1),
                row.getLong(2),
                row.getLong(3),
                row.getLong(4),
                row.getLong(5),
                new BigDecimal(row.getString(6)),
                new BigDecimal(row.getString(7)),
                row.getLong(8));
    }
}
