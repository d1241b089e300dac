package dev.signalbox.contracts.command;

import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.WorkspaceId;
import dev.signalbox.contracts.spec.Budget;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Sets a budget of a live run anew, higher or lower. If the run is paused because that budget was used up, it goes on. Setting the
 * same limit twice changes nothing.
 *
 * @param workspace the run's workspace
 * @param run the run
 * @param step the step whose budget is meant; null for the budget of the run
 * @param limit what may be spent in all, what is spent already included; a unit it does not name keeps its limit
 * @param reason why, in the words of whoever asked
 * @param requestedBy who asked
 * @param requestedAt when
 */
public record RaiseBudget(
        WorkspaceId workspace,
        RunId run,
        @Nullable StepId step,
        Budget limit,
        String reason,
        String requestedBy,
        Instant requestedAt)
        implements RunCommand {}
