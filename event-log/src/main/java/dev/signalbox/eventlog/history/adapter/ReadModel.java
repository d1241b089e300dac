package dev.signalbox.eventlog.history.adapter;

import dev.signalbox.contracts.ContractJson;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.WorkspaceId;
import dev.signalbox.contracts.api.RunView;
import dev.signalbox.contracts.event.RunStatus;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds the rows of the read model. To be used on the context of a request. */
@ApplicationScoped
class ReadModel {
    private static final int FEW = 20;
    private static final String BEHIND = "run = ?1 and position > ?2 order by position";

    private final Answers answers;

    ReadModel(Answers answers) {
        this.answers = answers;
    }

    /** The run, or {@code RUN_NOT_FOUND}. */
    Uni<RunEntity> run(RunId run) {
        return find(run).onItem().ifNull().failWith(() -> Parameters.noRun(run.value()));
    }

    /** The run; null when there is none. */
    Uni<@Nullable RunEntity> find(RunId run) {
        return answers.patiently(Panache.withSession(() -> RunEntity.findById(id(run))));
    }

    Uni<List<RunEntity>> runs(
            @Nullable RunStatus status,
            @Nullable WorkspaceId workspace,
            @Nullable RunId parent,
            @Nullable RunId after,
            int limit) {
        List<String> conditions = new ArrayList<>();
        Map<String, Object> values = new HashMap<>();
        if (status != null) {
            conditions.add("status = :status");
            values.put("status", ContractJson.mapper().convertValue(status, String.class));
        }
        if (workspace != null) {
            conditions.add("workspace = :workspace");
            values.put("workspace", workspace.value());
        }
        if (parent != null) {
            conditions.add("parentRun = :parent");
            values.put("parent", id(parent));
        }
        if (after != null) {
            conditions.add("run < :after");
            values.put("after", id(after));
        }
        return answers.patiently(
                Panache.withSession(() -> RunEntity.<RunEntity>find(where(conditions) + " order by run desc", values)
                        .range(0, limit - 1)
                        .list()));
    }

    Uni<List<StepEntity>> stepsWithOutput(RunId run, long afterPosition, int limit) {
        return answers.patiently(
                Panache.withSession(() -> StepEntity.<StepEntity>find(BEHIND, id(run), (int) afterPosition)
                        .range(0, limit - 1)
                        .list()));
    }

    Uni<List<StepWithoutOutput>> steps(RunId run, long afterPosition, int limit) {
        return answers.patiently(Panache.withSession(
                () -> StepWithoutOutput.<StepWithoutOutput>find(BEHIND, id(run), (int) afterPosition)
                        .range(0, limit - 1)
                        .list()));
    }

    /** The step, or {@code STEP_NOT_FOUND}, or {@code RUN_NOT_FOUND}. */
    Uni<StepEntity> step(RunId run, StepId step) {
        return answers.patiently(Panache.withSession(
                        () -> StepEntity.<StepEntity>find("run = ?1 and step = ?2", id(run), step.value())
                                .firstResult()))
                .onItem()
                .ifNull()
                .switchTo(() -> run(run).chain(_ -> Uni.createFrom().failure(Parameters.noStep(run, step.value()))));
    }

    /** Those of the named steps of a run that have not succeeded, in the order of the definition. */
    Uni<List<StepEntity>> notDone(RunId run, List<StepId> steps) {
        return few(
                "run = ?1 and step in ?2 and status <> 'succeeded' order by position",
                id(run),
                steps.stream().map(StepId::value).toList());
    }

    /** The steps of a run that agents have. */
    Uni<List<StepEntity>> inFlight(RunId run) {
        return few("run = ?1 and status in ('dispatched', 'running') order by position", id(run));
    }

    /** The steps that agents have, in every run of the workspace of this one, the oldest first. */
    Uni<List<StepEntity>> inFlightBeside(RunId run) {
        return few(
                "status in ('dispatched', 'running') and run in (select other.run from RunEntity other, RunEntity mine"
                        + " where mine.run = ?1 and other.workspace = mine.workspace and other.endedAt is null)"
                        + " order by dispatchedAt",
                id(run));
    }

    /** The steps that decide where a run is: in flight, else waiting; once it has ended, those that did not succeed. */
    Uni<List<StepEntity>> deciding(RunView run) {
        if (run.status().isTerminal()) {
            return few("run = ?1 and status <> 'succeeded' order by position", id(run.run()));
        }
        return run.steps().inFlight() > 0
                ? inFlight(run.run())
                : few("run = ?1 and status in ('ready', 'backing_off') order by position", id(run.run()));
    }

    private Uni<List<StepEntity>> few(String query, Object... values) {
        return answers.patiently(Panache.withSession(() ->
                StepEntity.<StepEntity>find(query, values).range(0, FEW - 1).list()));
    }

    Uni<List<AdmissionEntity>> admissions(@Nullable WorkspaceId workspace, @Nullable String after, int limit) {
        List<String> conditions = new ArrayList<>();
        Map<String, Object> values = new HashMap<>();
        if (workspace != null) {
            conditions.add("workspace = :workspace");
            values.put("workspace", workspace.value());
        }
        if (after != null && !after.isEmpty()) {
            conditions.add("id < :after");
            values.put("after", after);
        }
        return answers.patiently(Panache.withSession(
                () -> AdmissionEntity.<AdmissionEntity>find(where(conditions) + " order by id desc", values)
                        .range(0, limit - 1)
                        .list()));
    }

    private static String where(List<String> conditions) {
        return conditions.isEmpty() ? "" : "where " + String.join(" and ", conditions);
    }

    private static UUID id(RunId run) {
        return UUID.fromString(run.value());
    }
}
