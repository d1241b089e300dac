package dev.signalbox.eventlog.ingest.adapter;

import dev.signalbox.contracts.ContractJson;
import dev.signalbox.contracts.event.RunStatus;
import dev.signalbox.contracts.event.StepStatus;
import dev.signalbox.contracts.spec.Budget;
import dev.signalbox.contracts.spec.ParentRun;
import dev.signalbox.contracts.spec.RunSpec;
import dev.signalbox.contracts.spec.Usage;
import dev.signalbox.eventlog.ingest.Progress;
import dev.signalbox.eventlog.ingest.Reading;
import dev.signalbox.eventlog.projection.Allowance;
import dev.signalbox.eventlog.projection.Attempt;
import dev.signalbox.eventlog.projection.Gap;
import dev.signalbox.eventlog.projection.NewRun;
import dev.signalbox.eventlog.projection.NewStep;
import dev.signalbox.eventlog.projection.RunState;
import dev.signalbox.eventlog.projection.StepKey;
import dev.signalbox.eventlog.projection.StepState;
import dev.signalbox.eventlog.projection.TouchedTripwire;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** The statements of the ingest: each takes all rows of a batch at once. */
final class ReadModelSql {
    record RunRow(String run, RunState state) {}

    record StepRow(StepKey key, StepState state) {}

    record NewRunRow(NewRun run, RunState state) {}

    record NewStepRow(NewStep step, StepState state) {}

    private static final Map<RunStatus, String> RUN_STATUS = wireNames(RunStatus.class);
    private static final Map<StepStatus, String> STEP_STATUS = wireNames(StepStatus.class);

    static final Unnest<Progress> PROGRESS = new Unnest<Progress>()
            .text("topic", step -> step.partition().topic())
            .integer("partition", step -> step.partition().number())
            .bigint("expected", Progress::expected)
            .bigint("next", Progress::next);
    static final String ADVANCE = "update consumer_offsets o set next_offset = u.next from " + PROGRESS.table()
            + " where o.topic = u.topic and o.partition = u.partition and o.next_offset = u.expected";

    static final Unnest<String> RUN_KEYS = new Unnest<String>().uuid("run", run -> run);
    static final String RUNS = "select r.run::text, r.status, r.reason, r.pending, r.ready, r.in_flight, r.succeeded, "
            + "r.failed, r.cancelled, r.skipped, r.input_tokens, r.output_tokens, r.cost_usd::text, r.started_at, "
            + "r.ended_at, r.last_seq, r.missing_events, r.limit_usd::text, r.limit_tokens, r.on_exceed, r.reserved_usd::text, "
            + "r.reserved_tokens, r.conflicted from " + RUN_KEYS.table() + " join runs r on r.run = u.run";

    static final Unnest<StepKey> STEP_KEYS = new Unnest<StepKey>()
            .uuid("run", key -> key.run().value())
            .text("step", key -> key.step().value());
    static final String STEPS =
            "select s.run::text, s.step, s.status, s.waits_for::text, s.agent, s.runner, s.attempt, "
                    + "s.epoch, s.result::text, s.reason, s.earlier_usage::text, s.attempt_usage::text, s.dispatched_at, "
                    + "s.started_at, s.ended_at, s.limit_usd::text, s.limit_tokens, s.on_exceed, s.slice::text, s.governor::text, "
                    + "s.attempt_ended_at from "
                    + STEP_KEYS.table()
                    + " join steps s on s.run = u.run and s.step = u.step";

    static final Unnest<RunRow> CHANGED_RUNS = runState(new Unnest<RunRow>().uuid("run", RunRow::run), RunRow::state);
    static final String UPDATE_RUNS = "update runs r set " + CHANGED_RUNS.assignments(1) + " from "
            + CHANGED_RUNS.table() + " where r.run = u.run";

    static final Unnest<NewRunRow> NEW_RUNS = runState(
            new Unnest<NewRunRow>()
                    .uuid("run", row -> row.run().run().value())
                    .text("workspace", row -> spec(row).workspace().value())
                    .text("name", row -> spec(row).name())
                    .text("format", row -> spec(row).source().format())
                    .time("submitted_at", row -> row.run().accepted().submittedAt())
                    .time("accepted_at", row -> row.run().acceptedAt())
                    .uuid(
                            "parent_run",
                            row -> ofParent(row, parent -> parent.run().value()))
                    .text(
                            "parent_step",
                            row -> ofParent(row, parent -> parent.step().value()))
                    .integer("parent_attempt", row -> numberOf(row, ParentRun::attempt))
                    .integer("depth", row -> numberOf(row, ParentRun::depth)),
            NewRunRow::state);
    static final String INSERT_RUNS = insert("runs", NEW_RUNS);

    static final Unnest<StepRow> CHANGED_STEPS = stepState(
            new Unnest<StepRow>()
                    .uuid("run", row -> row.key().run().value())
                    .text("step", row -> row.key().step().value()),
            StepRow::state);
    static final String UPDATE_STEPS = "update steps s set " + CHANGED_STEPS.assignments(2) + " from "
            + CHANGED_STEPS.table() + " where s.run = u.run and s.step = u.step";

    static final Unnest<NewStepRow> NEW_STEPS = stepState(
            new Unnest<NewStepRow>()
                    .uuid("run", row -> row.step().key().run().value())
                    .text("step", row -> row.step().key().step().value())
                    .integer("position", row -> row.step().position())
                    .text("title", row -> row.step().spec().title())
                    .json("depends_on", row -> row.step().spec().dependsOn())
                    .text("track", row -> row.step().spec().track())
                    .integer("max_attempts", row -> row.step().spec().retry().attempts())
                    .json("files", row -> row.step().spec().files()),
            NewStepRow::state);
    static final String INSERT_STEPS = insert("steps", NEW_STEPS);

    static final Unnest<Reading.Event> EVENTS = new Unnest<Reading.Event>()
            .uuid("run", event -> event.run().value())
            .bigint("seq", Reading.Event::seq)
            .text("type", Reading.Event::type)
            .time("at", Reading.Event::at)
            .text("step", event -> event.step() == null ? null : event.step().value())
            .jsonText("body", Reading.Event::body);
    static final String INSERT_EVENTS = insert("events", EVENTS);

    record GapRow(Gap gap, Instant noticedAt) {}

    static final Unnest<GapRow> GAPS = new Unnest<GapRow>()
            .uuid("run", row -> row.gap().run().value())
            .bigint("first_seq", row -> row.gap().firstSeq())
            .bigint("last_seq", row -> row.gap().lastSeq())
            .time("noticed_at", GapRow::noticedAt);
    static final String INSERT_GAPS = insert("missing_events", GAPS);

    static final Unnest<Reading.Output> OUTPUT = new Unnest<Reading.Output>()
            .uuid("run", output -> output.chunk().attempt().run().value())
            .text("step", output -> output.chunk().attempt().step().value())
            .integer("attempt", output -> output.chunk().attempt().attempt())
            .bigint("number", output -> output.chunk().number())
            .time("at", output -> output.chunk().at())
            .jsonText("body", Reading.Output::body);
    static final String INSERT_OUTPUT = insert("output_chunks", OUTPUT) + " on conflict do nothing";

    static final Unnest<Reading.Admission> ADMISSIONS = new Unnest<Reading.Admission>()
            .text("id", Reading.Admission::id)
            .text("workspace", Reading.Admission::workspace)
            .text("verdict", Reading.Admission::verdict)
            .uuid(
                    "run",
                    admission ->
                            admission.run() == null ? null : admission.run().value())
            .text("code", Reading.Admission::code)
            .time("at", Reading.Admission::at)
            .jsonText("body", Reading.Admission::body);
    static final String INSERT_ADMISSIONS = insert("admissions", ADMISSIONS) + " on conflict do nothing";

    static final Unnest<TouchedTripwire> TRIPWIRES = new Unnest<TouchedTripwire>()
            .uuid("run", row -> row.key().run().value())
            .text("step", row -> row.key().step().value())
            .integer("attempt", TouchedTripwire::attempt)
            .text("tripwire", row -> row.trip().tripwire().word())
            .integer("place", TouchedTripwire::place)
            .bool("stopped", row -> row.trip().stopped())
            .time("at", TouchedTripwire::at)
            .text("outcome", row -> row.outcome() == null ? null : wireName(row.outcome()))
            .numeric("usd_after", TouchedTripwire::usdAfter)
            .bigint("tokens_after", TouchedTripwire::tokensAfter);
    static final String UPSERT_TRIPWIRES = insert("tripwires", TRIPWIRES)
            + " on conflict (run, step, attempt, tripwire) do update set outcome = excluded.outcome,"
            + " usd_after = excluded.usd_after, tokens_after = excluded.tokens_after";

    private ReadModelSql() {}

    private static String insert(String table, Unnest<?> rows) {
        return "insert into %s (%s) select %s from %s".formatted(table, rows.names(), rows.values(), rows.table());
    }

    private static @Nullable String ofParent(NewRunRow row, Function<ParentRun, String> part) {
        ParentRun parent = row.run().accepted().parent();
        return parent == null ? null : part.apply(parent);
    }

    private static int numberOf(NewRunRow row, ToIntFunction<ParentRun> part) {
        ParentRun parent = row.run().accepted().parent();
        return parent == null ? 0 : part.applyAsInt(parent);
    }

    private static RunSpec spec(NewRunRow row) {
        return row.run().accepted().spec();
    }

    private static <T> Unnest<T> runState(Unnest<T> rows, Function<T, RunState> state) {
        return rows.text("status", row -> RUN_STATUS.get(state.apply(row).status()))
                .text("reason", row -> state.apply(row).reason())
                .integer("pending", row -> state.apply(row).steps().pending())
                .integer("ready", row -> state.apply(row).steps().ready())
                .integer("in_flight", row -> state.apply(row).steps().inFlight())
                .integer("succeeded", row -> state.apply(row).steps().succeeded())
                .integer("failed", row -> state.apply(row).steps().failed())
                .integer("cancelled", row -> state.apply(row).steps().cancelled())
                .integer("skipped", row -> state.apply(row).steps().skipped())
                .integer("conflicted", row -> state.apply(row).steps().conflicted())
                .bigint("input_tokens", row -> state.apply(row).usage().inputTokens())
                .bigint("output_tokens", row -> state.apply(row).usage().outputTokens())
                .numeric("cost_usd", row -> state.apply(row).usage().costUsd())
                .numeric(
                        "limit_usd", row -> state.apply(row).allowance().limit().usd())
                .bigintIfAny(
                        "limit_tokens",
                        row -> state.apply(row).allowance().limit().tokens())
                .text("on_exceed", row -> wireName(state.apply(row).allowance()))
                .numeric("reserved_usd", row -> state.apply(row).reserved().usd())
                .bigintIfAny(
                        "reserved_tokens", row -> state.apply(row).reserved().tokens())
                .time("started_at", row -> state.apply(row).startedAt())
                .time("ended_at", row -> state.apply(row).endedAt())
                .bigint("last_seq", row -> state.apply(row).lastSeq())
                .bigint("missing_events", row -> state.apply(row).missingEvents());
    }

    private static <T> Unnest<T> stepState(Unnest<T> rows, Function<T, StepState> state) {
        return rows.text("status", row -> STEP_STATUS.get(state.apply(row).status()))
                .json("waits_for", row -> state.apply(row).waitsFor())
                .text("agent", row -> {
                    Attempt attempt = state.apply(row).attempt();
                    return attempt == null || attempt.agent() == null
                            ? null
                            : attempt.agent().value();
                })
                .text("runner", row -> ofAttempt(state.apply(row), Attempt::runner))
                .integer("attempt", row -> attemptNumber(state.apply(row)))
                .bigint("epoch", row -> epoch(state.apply(row)))
                .json("result", row -> state.apply(row).result())
                .text("reason", row -> state.apply(row).reason())
                .bigint("input_tokens", row -> state.apply(row).usage().inputTokens())
                .bigint("output_tokens", row -> state.apply(row).usage().outputTokens())
                .numeric("cost_usd", row -> state.apply(row).usage().costUsd())
                .json(
                        "earlier_usage",
                        row -> unlessNone(state.apply(row).spending().earlier()))
                .json(
                        "attempt_usage",
                        row -> unlessNone(state.apply(row).spending().last()))
                .numeric("limit_usd", row -> allowed(state.apply(row)).limit().usd())
                .bigintIfAny(
                        "limit_tokens", row -> allowed(state.apply(row)).limit().tokens())
                .text("on_exceed", row -> wireName(allowed(state.apply(row))))
                .json("slice", row -> unlessNone(state.apply(row).spending().slice()))
                .numeric("reserved_usd", row -> state.apply(row).reserved().usd())
                .bigintIfAny(
                        "reserved_tokens", row -> state.apply(row).reserved().tokens())
                .time("dispatched_at", row -> ofAttempt(state.apply(row), Attempt::dispatchedAt))
                .time("started_at", row -> ofAttempt(state.apply(row), Attempt::startedAt))
                .time("attempt_ended_at", row -> ofAttempt(state.apply(row), Attempt::endedAt))
                .json("governor", row -> state.apply(row).governed())
                .time("ended_at", row -> state.apply(row).endedAt());
    }

    private static <V> @Nullable V ofAttempt(StepState state, Function<Attempt, @Nullable V> part) {
        return state.attempt() == null ? null : part.apply(state.attempt());
    }

    private static int attemptNumber(StepState state) {
        return state.attempt() == null ? 0 : state.attempt().number();
    }

    private static long epoch(StepState state) {
        return state.attempt() == null ? 0 : state.attempt().epoch();
    }

    private static @Nullable Usage unlessNone(Usage usage) {
        return usage.equals(Usage.NONE) ? null : usage;
    }

    private static @Nullable Budget unlessNone(Budget budget) {
        return budget.limitsNothing() ? null : budget;
    }

    private static Allowance allowed(StepState state) {
        return state.spending().allowance();
    }

    private static @Nullable String wireName(Allowance allowance) {
        return allowance.onExceed() == null ? null : wireName(allowance.onExceed());
    }

    private static <E extends Enum<E>> Map<E, String> wireNames(Class<E> type) {
        Map<E, String> names = new EnumMap<>(type);
        for (E value : Objects.requireNonNull(type.getEnumConstants())) {
            names.put(value, wireName(value));
        }
        return names;
    }

    private static String wireName(Enum<?> value) {
        return ContractJson.mapper().convertValue(value, String.class);
    }
}
