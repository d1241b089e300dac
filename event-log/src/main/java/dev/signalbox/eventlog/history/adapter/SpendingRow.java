package dev.signalbox.eventlog.history.adapter;

import dev.signalbox.contracts.api.BudgetView;
import dev.signalbox.contracts.spec.Budget;
import dev.signalbox.contracts.spec.Usage;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.MappedSuperclass;
import java.math.BigDecimal;
import org.jspecify.annotations.NullUnmarked;

/** What a run or a step may spend, what is reserved of it, and what its own attempts have used. */
@NullUnmarked
@MappedSuperclass
public abstract class SpendingRow extends PanacheEntityBase {
    @Column(name = "input_tokens")
    public long inputTokens;

    @Column(name = "output_tokens")
    public long outputTokens;

    @Column(name = "cost_usd")
    public BigDecimal costUsd;

    @Column(name = "limit_usd")
    public BigDecimal limitUsd;

    @Column(name = "limit_tokens")
    public Long limitTokens;

    @Column(name = "on_exceed")
    public String onExceed;

    @Column(name = "reserved_usd")
    public BigDecimal reservedUsd;

    @Column(name = "reserved_tokens")
    public long reservedTokens;

    Usage usage() {
        return new Usage(inputTokens, outputTokens, costUsd);
    }

    /** @param below what its child runs have spent */
    BudgetView budget(Budget below) {
        return Budgets.view(
                limitUsd,
                limitTokens,
                onExceed,
                reservedUsd,
                reservedTokens,
                new Budget(costUsd, inputTokens + outputTokens),
                below);
    }
}
