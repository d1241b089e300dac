package dev.signalbox.admission.command;

import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.WorkspaceId;
import dev.signalbox.contracts.command.RunCommand;
import java.time.Instant;

/** What somebody asks of a live run. Asking twice changes nothing. */
@FunctionalInterface
public interface Wish {
    /** The command that asks it of the scheduler. */
    RunCommand command(WorkspaceId workspace, RunId run, String reason, String who, Instant now);
}
