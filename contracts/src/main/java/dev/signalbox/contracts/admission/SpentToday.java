package dev.signalbox.contracts.admission;

import dev.signalbox.contracts.spec.Budget;
import dev.signalbox.contracts.spec.DailyBudget;
import java.time.Instant;

/**
 * What all runs of a workspace together may spend on a day, and have spent on this one.
 *
 * @param budget what may be spent on a day, and what happens when it is used up
 * @param spent what is spent since the day began, or since the budget was first set if that was later
 * @param until when the day is over and nothing is spent of the next one
 */
public record SpentToday(DailyBudget budget, Budget spent, Instant until) {}
