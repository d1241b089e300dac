package dev.signalbox.admission.runs.port;

import dev.signalbox.admission.runs.LogPosition;
import dev.signalbox.contracts.WireMessage;
import dev.signalbox.contracts.command.Command;
import dev.signalbox.contracts.command.FleetCommand;
import dev.signalbox.contracts.command.RunCommand;
import dev.signalbox.contracts.command.WorkspaceCommand;
import java.util.concurrent.CompletionStage;

/** The log that the scheduler reads its commands from. Safe for use by many threads. */
public interface CommandLog {
    /** The most bytes the JSON of a command may have. */
    int LARGEST_BODY = 16 * 1024 * 1024 - 64 * 1024;

    /** The command as it travels. */
    WireMessage encode(Command command);

    /**
     * Appends a command after all earlier ones of its workspace. May block while the log is unreachable, up to the submit deadline.
     * The stage completes when all in-sync replicas have it; exceptionally with {@link CommandRefused} when the log will never take
     * it, and with anything else when it is unknown whether it is there.
     *
     * @param message what {@link #encode} made of it
     */
    CompletionStage<LogPosition> append(RunCommand command, WireMessage message);

    /** Appends a command after all earlier ones of its workspace, as the other does. */
    CompletionStage<LogPosition> append(WorkspaceCommand command);

    /**
     * Appends a command to each partition. The stage completes when all of them have it; exceptionally when it is unknown which have,
     * and then asking again is harmless.
     */
    CompletionStage<Void> append(FleetCommand command);
}
