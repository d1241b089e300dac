package dev.signalbox.scheduler.budget;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.signalbox.contracts.spec.BudgetRule;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a workspace's money while it has a budget. What its live runs have spent is kept with them.
 *
 * @param rule its budget
 * @param ended what runs that have ended spent since it first had one; below nothing when live runs had spent something before
 * @param warned whether it was said how much is spent
 * @param since when it first had a budget
 * @param reason why the budget was set as it is
 * @param setBy who asked
 * @param setAt when it was set as it is
 * @param daily what is kept of its budget for each day; null when it has none
 */
public record WorkspaceMoney(
        BudgetRule rule,
        Amount ended,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean warned,
        Instant since,
        String reason,
        String setBy,
        Instant setAt,
        @Nullable DailyMoney daily) {}
