package dev.signalbox.runner.process;

import dev.signalbox.contracts.attempt.AgentFault;
import dev.signalbox.contracts.spec.ResourceLimits;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Holds what processes use against the limits that the kernel does not keep. Whoever looks sees them only now and then: what is used
 * between two looks is used.
 */
public final class LimitWatch {
    /** What can be seen by looking. */
    public static final Set<Resource> WATCHED = Set.of(Resource.MEMORY, Resource.PROCESSES);

    private static final int BITS_OF_A_MEBIBYTE = 20;

    private final @Nullable Long memoryBytes;
    private final @Nullable Integer processes;

    /** @param keptByKernel what needs no watching */
    public LimitWatch(ResourceLimits limits, Set<Resource> keptByKernel) {
        this.memoryBytes = keptByKernel.contains(Resource.MEMORY) ? null : limits.memoryBytes();
        this.processes = keptByKernel.contains(Resource.PROCESSES) ? null : limits.processes();
    }

    /** Whether there is nothing to look for. */
    public boolean isIdle() {
        return memoryBytes == null && processes == null;
    }

    /** Empty while the limits are kept. */
    public Optional<Breach> breach(Use use) {
        if (memoryBytes != null && use.memoryBytes() > memoryBytes) {
            return Optional.of(new Breach(
                    AgentFault.OUT_OF_MEMORY,
                    "its processes used " + mebibytes(use.memoryBytes()) + " of memory, more than their "
                            + mebibytes(memoryBytes)));
        }
        if (processes != null && use.tasks() > processes) {
            return Optional.of(new Breach(
                    AgentFault.TOO_MANY_PROCESSES,
                    "it had " + use.tasks() + " processes and threads at a time, more than its " + processes));
        }
        return Optional.empty();
    }

    /** As people read it. */
    static String mebibytes(long bytes) {
        return (bytes >> BITS_OF_A_MEBIBYTE) + " MiB";
    }
}
