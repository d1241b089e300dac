package dev.signalbox.scheduler.budget;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.signalbox.contracts.spec.DailyBudget;
import java.time.Instant;

/**
 * What is kept of a workspace's budget for each day.
 *
 * @param budget the budget
 * @param until when the day is over
 * @param before what the workspace had spent when the day began, or when the budget was first set if that was later
 * @param warned whether it was said how much is spent on this day
 */
public record DailyMoney(
        DailyBudget budget,
        Instant until,
        Amount before,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean warned) {}
