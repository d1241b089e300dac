package dev.signalbox.eventlog.history.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.signalbox.contracts.AgentId;
import dev.signalbox.contracts.ContractJson;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.api.BudgetView;
import dev.signalbox.contracts.api.GovernorView;
import dev.signalbox.contracts.api.StepView;
import dev.signalbox.contracts.api.StepViewBuilder;
import dev.signalbox.contracts.attempt.AttemptResult;
import dev.signalbox.contracts.event.StepStatus;
import dev.signalbox.contracts.event.WaitsFor;
import dev.signalbox.contracts.governor.GovernorStatus;
import dev.signalbox.contracts.spec.Budget;
import dev.signalbox.contracts.spec.FileScope;
import dev.signalbox.eventlog.projection.Governed;
import jakarta.persistence.Column;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.Formula;
import org.jspecify.annotations.NullUnmarked;

/** A row of {@code step_view}: a step as the API shows it, with its JSON as text and how many of its dependencies have not succeeded. */
@NullUnmarked
@MappedSuperclass
public abstract class ShownStep extends SpendingRow {
    /** What names a row. */
    public record Key(UUID run, String step) {}

    @Id
    public UUID run;

    @Id
    public String step;

    public int position;
    public String title;

    @Column(name = "depends_on")
    public String dependsOn;

    public String track;

    @Column(name = "max_attempts")
    public int maxAttempts;

    public String files;
    public String status;

    @Column(name = "waits_for")
    public String waitsFor;

    public int unmet;
    public String agent;
    public String runner;
    public int attempt;
    public long epoch;
    public String reason;

    @Column(name = "dispatched_at")
    public Instant dispatchedAt;

    @Column(name = "started_at")
    public Instant startedAt;

    @Column(name = "attempt_ended_at")
    public Instant attemptEndedAt;

    @Column(name = "ended_at")
    public Instant endedAt;

    public String governor;

    @Formula("usd_spent_below(run, step)")
    public BigDecimal usdBelow;

    @Formula("tokens_spent_below(run, step)")
    public long tokensBelow;

    /** How its last ended attempt ended, as JSON; null while none has. */
    abstract String resultJson();

    StepView view() {
        return StepViewBuilder.builder()
                .run(new RunId(run.toString()))
                .step(new StepId(step))
                .position(position)
                .title(title)
                .status(stepStatus())
                .waitsFor(
                        stepStatus() == StepStatus.PENDING
                                ? new WaitsFor.Dependencies(unmet)
                                : json(waitsFor, new TypeReference<>() {}))
                .dependsOn(json(dependsOn, new TypeReference<List<StepId>>() {}))
                .track(track)
                .agent(agent == null ? null : new AgentId(agent))
                .runner(runner)
                .attempt(attempt)
                .maxAttempts(maxAttempts)
                .epoch(epoch)
                .files(json(files, new TypeReference<FileScope>() {}))
                .result(json(resultJson(), new TypeReference<AttemptResult>() {}))
                .reason(reason)
                .usage(usage())
                .dispatchedAt(dispatchedAt)
                .startedAt(startedAt)
                .attemptEndedAt(attemptEndedAt)
                .endedAt(endedAt)
                .budget(budget())
                .governor(governorView())
                .build();
    }

    private GovernorView governorView() {
        Governed said = json(governor, new TypeReference<>() {});
        return said == null
                ? null
                : new GovernorView(GovernorStatus.of(said.trips()), said.mode(), attempt, said.score(), said.trips());
    }

    private BudgetView budget() {
        BudgetView budget = budget(new Budget(usdBelow, tokensBelow));
        return Budgets.saysNothing(budget) ? null : budget;
    }

    StepStatus stepStatus() {
        return ContractJson.mapper().convertValue(status, StepStatus.class);
    }

    private static <T> T json(String text, TypeReference<T> type) {
        try {
            return text == null ? null : ContractJson.mapper().readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not the JSON of a " + type.getType() + ": " + text, e);
        }
    }
}
