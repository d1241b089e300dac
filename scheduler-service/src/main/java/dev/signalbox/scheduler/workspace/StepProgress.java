package dev.signalbox.scheduler.workspace;

import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.StepId;
import dev.signalbox.scheduler.budget.StepMoney;
import dev.signalbox.scheduler.governor.StepWork;
import dev.signalbox.scheduler.step.StepMemory;
import dev.signalbox.scheduler.step.StepState;
import org.jspecify.annotations.Nullable;

/**
 * What changes about one step of a live run.
 *
 * @param memory what is remembered of it; null when there is nothing
 * @param money what it has spent and reserved; null when nothing was
 * @param work what the governor must not forget of it; null when there is nothing
 */
public record StepProgress(
        RunId run,
        StepId step,
        StepState state,
        @Nullable StepMemory memory,
        @Nullable StepMoney money,
        @Nullable StepWork work) {}
