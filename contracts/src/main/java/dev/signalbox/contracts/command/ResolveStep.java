package dev.signalbox.contracts.command;

import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.WorkspaceId;
import java.time.Instant;

/**
 * Asks to merge the work of a conflicted step as it is now on its branch, without running its agent again. What is in its worktree is
 * committed first, its gates run, and files outside its write scope are taken.
 *
 * @param workspace the run's workspace
 * @param run the run
 * @param step the conflicted step
 * @param reason why, in the words of whoever asked
 * @param requestedBy who asked
 * @param requestedAt when
 */
public record ResolveStep(
        WorkspaceId workspace, RunId run, StepId step, String reason, String requestedBy, Instant requestedAt)
        implements RunCommand {}
