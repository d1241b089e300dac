package dev.signalbox.contracts.command;

import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.WorkspaceId;

/** About one run. */
public sealed interface RunCommand extends Command
        permits SubmitRun,
                CancelRun,
                PauseRun,
                ResumeRun,
                RetrySteps,
                SkipStep,
                ResolveStep,
                DiscardStep,
                ChangePriority,
                AddSteps,
                ReleaseRun,
                RaiseBudget {
    WorkspaceId workspace();

    RunId run();
}
