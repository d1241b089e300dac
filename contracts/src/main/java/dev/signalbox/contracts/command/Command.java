package dev.signalbox.contracts.command;

import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.WorkspaceId;

/** What admission asks of the scheduler. On {@code signalbox.commands}, keyed by workspace. */
public sealed interface Command permits SubmitRun, ReleaseRun, CancelRun, PauseRun, ResumeRun, RaiseBudget {
    WorkspaceId workspace();

    RunId run();
}
