package dev.signalbox.scheduler.stream;

import dev.signalbox.scheduler.budget.BudgetSettings;
import dev.signalbox.scheduler.workspace.Retention;
import java.time.Duration;

/**
 * What the processor needs to know.
 *
 * @param retention how long ended runs are remembered
 * @param budgets what an operator has said about money
 * @param maxSlotsPerWorkspace how many attempts of a workspace may be in flight at a time
 * @param timerResolution how often timers are looked at
 */
public record SchedulerSettings(
        Retention retention, BudgetSettings budgets, int maxSlotsPerWorkspace, Duration timerResolution) {}
