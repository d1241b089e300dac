package dev.signalbox.contracts.command;

import dev.signalbox.contracts.WorkspaceId;

/** About a workspace as a whole. */
public sealed interface WorkspaceCommand extends Command
        permits PauseWorkspace, ResumeWorkspace, SetWorkspaceBudget, RegisterAgent, DrainAgent, RemoveAgent {
    WorkspaceId workspace();
}
