package dev.signalbox.standalone.stack;

import dev.signalbox.standalone.process.ProcessIdentity;
import java.util.List;

/**
 * A stack as stack.json has it.
 *
 * @param supervisor the process that watches over the others
 * @param state what the stack does
 * @param door the URL of the door, {@code http://127.0.0.1:PORT}
 * @param processes the servers, then the services
 */
public record StackRecord(ProcessIdentity supervisor, State state, String door, List<ProcessRecord> processes) {
    /** What a stack does. */
    public enum State {
        STARTING,
        READY,
        STOPPING,
        STOPPED
    }

    public StackRecord {
        processes = List.copyOf(processes);
    }
}
