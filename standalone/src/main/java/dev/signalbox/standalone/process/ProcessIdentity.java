package dev.signalbox.standalone.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One process for ever. Process ids wrap around and are used again; a process id together with its start time is not.
 *
 * @param pid the process id
 * @param startTicks when the process started, in clock ticks since the machine booted (field 22 of /proc/PID/stat)
 */
public record ProcessIdentity(long pid, long startTicks) {
    private static final int STATE = 0;
    private static final int START_TICKS = 19;
    private static final String ZOMBIE = "Z";
    private static final String DEAD = "X";

    /** The identity of the process that has this id now; empty if there is none or it has already ended. */
    public static Optional<ProcessIdentity> of(long pid) {
        return statusOf(pid)
                .filter(ProcessIdentity::isRunning)
                .map(fields -> new ProcessIdentity(pid, Long.parseLong(fields[START_TICKS])));
    }

    /** The identity of the Java virtual machine that asks. */
    public static ProcessIdentity current() {
        return of(ProcessHandle.current().pid()).orElseThrow();
    }

    /** Whether this very process still runs. One that has ended and only waits to be collected does not. */
    public boolean isAlive() {
        return of(pid).filter(this::equals).isPresent();
    }

    /** The handle of this very process; empty once it has ended, also when its id belongs to another process now. */
    public Optional<ProcessHandle> handle() {
        return ProcessHandle.of(pid).filter(_ -> isAlive());
    }

    private static boolean isRunning(String[] fields) {
        return !fields[STATE].equals(ZOMBIE) && !fields[STATE].equals(DEAD);
    }

    /** The fields that follow the command name, which may itself hold blanks and brackets. */
    private static Optional<String[]> statusOf(long pid) {
        try {
            String status = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            return Optional.of(
                    status.substring(status.lastIndexOf(')') + 1).strip().split(" ", -1));
        } catch (IOException ended) {
            return Optional.empty();
        }
    }
}
