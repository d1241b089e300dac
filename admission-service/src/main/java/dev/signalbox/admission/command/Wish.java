package dev.signalbox.admission.command;

import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.WorkspaceId;
import dev.signalbox.contracts.command.CancelRun;
import dev.signalbox.contracts.command.RunCommand;
import dev.signalbox.contracts.command.PauseRun;
import dev.signalbox.contracts.command.ResumeRun;
import java.time.Instant;

/** What people can ask of a live run. Asking twice changes nothing. */
public enum Wish {
    /** What runs is stopped, what waits never starts. */
    CANCEL {
        @Override
        public RunCommand command(WorkspaceId workspace, RunId run, String reason, String who, Instant now) {
            return new CancelRun(workspace, run, reason, who, now);
        }
    },
    /** What runs may finish, nothing else starts. */
    PAUSE {
        @Override
        public RunCommand command(WorkspaceId workspace, RunId run, String reason, String who, Instant now) {
            return new PauseRun(workspace, run, reason, who, now);
        }
    },
    /** A paused run goes on, past the checkpoints at which it waits. */
    RESUME {
        @Override
        public RunCommand command(WorkspaceId workspace, RunId run, String reason, String who, Instant now) {
            return new ResumeRun(workspace, run, reason, who, now);
        }
    };

    /** The command that asks it of the scheduler. */
    public abstract RunCommand command(WorkspaceId workspace, RunId run, String reason, String who, Instant now);
}
