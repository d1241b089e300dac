package dev.signalbox.eventlog.history.adapter;

import dev.signalbox.contracts.ContractJson;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.WorkspaceId;
import dev.signalbox.contracts.api.RunView;
import dev.signalbox.contracts.api.RunViewBuilder;
import dev.signalbox.contracts.event.RunStatus;
import dev.signalbox.contracts.event.StepCounts;
import dev.signalbox.contracts.spec.Budget;
import dev.signalbox.contracts.spec.ParentRun;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Formula;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.NullUnmarked;

/** A row of {@code runs}, which only the ingest writes, and what the child runs have spent. */
@NullUnmarked
@Entity
@Immutable
@Table(name = "runs")
public class RunEntity extends SpendingRow {
    @Id
    public UUID run;

    public String workspace;
    public String name;
    public String format;
    public String status;
    public String reason;
    public int pending;
    public int ready;

    @Column(name = "in_flight")
    public int inFlight;

    public int succeeded;
    public int failed;
    public int cancelled;
    public int skipped;
    public int conflicted;

    @Column(name = "submitted_at")
    public Instant submittedAt;

    @Column(name = "started_at")
    public Instant startedAt;

    @Column(name = "ended_at")
    public Instant endedAt;

    @Column(name = "last_seq")
    public long lastSeq;

    @Column(name = "parent_run")
    public UUID parentRun;

    @Column(name = "parent_step")
    public String parentStep;

    @Column(name = "parent_attempt")
    public int parentAttempt;

    public int depth;

    @Formula("usd_spent_below(run, null)")
    public BigDecimal usdBelow;

    @Formula("tokens_spent_below(run, null)")
    public long tokensBelow;

    RunView view() {
        return RunViewBuilder.builder()
                .run(new RunId(run.toString()))
                .name(name)
                .workspace(new WorkspaceId(workspace))
                .format(format)
                .status(ContractJson.mapper().convertValue(status, RunStatus.class))
                .reason(reason)
                .steps(new StepCounts(pending, ready, inFlight, succeeded, failed, cancelled, skipped, conflicted))
                .usage(usage())
                .submittedAt(submittedAt)
                .startedAt(startedAt)
                .endedAt(endedAt)
                .lastSeq(lastSeq)
                .parent(parent())
                .budget(budget(new Budget(usdBelow, tokensBelow)))
                .build();
    }

    private ParentRun parent() {
        return parentRun == null
                ? null
                : new ParentRun(new RunId(parentRun.toString()), new StepId(parentStep), parentAttempt, depth);
    }
}
