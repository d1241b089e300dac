package dev.signalbox.runner.process.port;

import dev.signalbox.runner.process.ProcessEntry;
import dev.signalbox.runner.process.Use;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The processes of this machine, as far as this user may see them. A process may end between any two calls. */
public interface ProcessTable {
    /** Every process that is alive; one that is dead and only not yet waited for does not count. */
    List<ProcessEntry> all();

    /**
     * Those of {@link #all} whose ids were given out after {@code pid} was. Much cheaper; only right while fewer processes have been
     * started since then than there are process ids.
     */
    List<ProcessEntry> youngerThan(long pid);

    /** Whether the process was started with an environment variable whose {@code NAME=value} begins like this. */
    boolean hasVariable(long pid, String beginning);

    /** The process with this id; empty when there is none, or when it is dead and only not yet waited for. */
    Optional<ProcessEntry> find(long pid);

    /** What the process uses, itself and its threads; nothing when it has ended. */
    Use useOf(ProcessEntry process);

    /** How many processes the kernel has killed for want of memory since the machine was started; 0 when it does not say. */
    long outOfMemoryKills();

    /** When the process was started, in units of the kernel since the machine was; empty when there is no such process. */
    OptionalLong startOf(long pid);

    /** Sends TERM. */
    void terminate(ProcessEntry process);

    /** Sends KILL. */
    void kill(ProcessEntry process);

    /** Sends TERM to all processes of a group at once. */
    void terminateGroup(long group);

    /** Sends KILL to all processes of a group at once, so that none can fork meanwhile. */
    void killGroup(long group);
}
