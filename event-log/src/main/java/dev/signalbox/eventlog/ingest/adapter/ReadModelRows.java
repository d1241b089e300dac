package dev.signalbox.eventlog.ingest.adapter;

import dev.signalbox.contracts.AgentId;
import dev.signalbox.contracts.ContractJson;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.attempt.AttemptResult;
import dev.signalbox.contracts.event.RunStatus;
import dev.signalbox.contracts.event.StepCounts;
import dev.signalbox.contracts.event.StepStatus;
import dev.signalbox.contracts.event.WaitsFor;
import dev.signalbox.contracts.spec.Budget;
import dev.signalbox.contracts.spec.OnExceed;
import dev.signalbox.contracts.spec.Usage;
import dev.signalbox.eventlog.projection.Allowance;
import dev.signalbox.eventlog.projection.Attempt;
import dev.signalbox.eventlog.projection.Governed;
import dev.signalbox.eventlog.projection.RunState;
import dev.signalbox.eventlog.projection.Spending;
import dev.signalbox.eventlog.projection.StepKey;
import dev.signalbox.eventlog.projection.StepState;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the rows of {@link ReadModelSql#RUNS} and {@link ReadModelSql#STEPS}, column by column in their order. */
final class ReadModelRows {
    private ReadModelRows() {}

    static Map<RunId, RunState> runs(RowSet<Row> rows) {
        Map<RunId, RunState> runs = HashMap.newHashMap(rows.size());
        for (Row row : rows) {
            runs.put(new RunId(row.getString(0)), run(row));
        }
        return runs;
    }

    static Map<StepKey, StepState> steps(RowSet<Row> rows) {
        Map<StepKey, StepState> steps = HashMap.newHashMap(rows.size());
        for (Row row : rows) {
            steps.put(new StepKey(new RunId(row.getString(0)), new StepId(row.getString(1))), step(row));
        }
        return steps;
    }

    private static RunState run(Row row) {
        return new RunState(
                RunStatus.valueOf(row.getString(1).toUpperCase(Locale.ROOT)),
                row.getString(2),
                new StepCounts(
                        row.getInteger(3),
                        row.getInteger(4),
                        row.getInteger(5),
                        row.getInteger(6),
                        row.getInteger(7),
                        row.getInteger(8),
                        row.getInteger(9),
                        row.getInteger(22)),
                new Usage(row.getLong(10), row.getLong(11), new BigDecimal(row.getString(12))),
                allowance(row, 17),
                budget(row, 20),
                time(row, 13),
                time(row, 14),
                row.getLong(15),
                row.getLong(16));
    }

    private static StepState step(Row row) {
        return new StepState(
                StepStatus.valueOf(row.getString(2).toUpperCase(Locale.ROOT)),
                json(row.getString(3), WaitsFor.class),
                row.getInteger(6) == 0 ? null : attempt(row),
                json(row.getString(8), AttemptResult.class),
                row.getString(9),
                new Spending(
                        allowance(row, 15),
                        usage(row.getString(10)),
                        usage(row.getString(11)),
                        slice(row.getString(18))),
                json(row.getString(19), Governed.class),
                time(row, 14));
    }

    private static Attempt attempt(Row row) {
        return new Attempt(
                row.getInteger(6),
                row.getLong(7),
                row.getString(4) == null ? null : new AgentId(row.getString(4)),
                row.getString(5),
                time(row, 12),
                time(row, 13),
                time(row, 20));
    }

    private static @Nullable Instant time(Row row, int column) {
        OffsetDateTime time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }

    private static Usage usage(@Nullable String text) {
        Usage usage = json(text, Usage.class);
        return usage == null ? Usage.NONE : usage;
    }

    /** A limit in two columns, and in the next what happens when it is used up. */
    private static Allowance allowance(Row row, int column) {
        String onExceed = row.getString(column + 2);
        return new Allowance(
                budget(row, column),
                onExceed == null ? null : ContractJson.mapper().convertValue(onExceed, OnExceed.class));
    }

    private static Budget budget(Row row, int column) {
        String usd = row.getString(column);
        return new Budget(usd == null ? null : new BigDecimal(usd), row.getLong(column + 1));
    }

    private static Budget slice(@Nullable String text) {
        Budget slice = json(text, Budget.class);
        return slice == null ? Budget.NONE : slice;
    }

    private static <T> @Nullable T json(@Nullable String text, Class<T> type) {
        try {
            return text == null ? null : ContractJson.mapper().readValue(text, type);
        } catch (IOException e) {
            throw new IllegalStateException("not the JSON of a " + type.getSimpleName() + ": " + text, e);
        }
    }
}
