package dev.signalbox.standalone.stack;

import dev.signalbox.standalone.process.ProcessIdentity;
import java.time.Instant;
import java.util.Optional;

/**
 * One supervised process as stack.json has it.
 *
 * @param name the server or service
 * @param process the current or last life; process id 0 if there was none yet
 * @param startedAt when that life began
 * @param port its port on 127.0.0.1
 * @param state what it does
 * @param restarts how often it was started again since the stack came up
 * @param note what it waits for or why it died; empty when it is ready
 * @param log the path of its log
 */
public record ProcessRecord(
        String name,
        ProcessIdentity process,
        Instant startedAt,
        int port,
        ProcessState state,
        int restarts,
        String note,
        String log) {
    static final ProcessIdentity NEVER_STARTED = new ProcessIdentity(0, 0);

    /** The process id of the current or last life, 0 if there was none yet. */
    public long pid() {
        return process.pid();
    }

    /** The process, if it lives. */
    public Optional<ProcessHandle> handle() {
        return process.handle();
    }

    ProcessRecord with(ProcessState newState, String newNote) {
        return new ProcessRecord(name, process, startedAt, port, newState, restarts, newNote, log);
    }

    ProcessRecord alive(ProcessIdentity newProcess, Instant now) {
        return new ProcessRecord(name, newProcess, now, port, ProcessState.STARTING, restarts, "", log);
    }

    ProcessRecord restarted() {
        return new ProcessRecord(name, process, startedAt, port, state, restarts + 1, note, log);
    }
}
