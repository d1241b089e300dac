package dev.signalbox.runner.sweep;

import dev.signalbox.contracts.AttemptRef;
import java.util.List;

/**
 * What the journal says of an earlier run of this node that did not end in order.
 *
 * @param attempts the attempts it worked on
 * @param processes the main processes it started for them
 */
public record LeftBehind(List<AttemptRef> attempts, List<MainProcess> processes) {
    public static final LeftBehind NOTHING = new LeftBehind(List.of(), List.of());

    public LeftBehind {
        attempts = List.copyOf(attempts);
        processes = List.copyOf(processes);
    }

    /**
     * A process by its identity.
     *
     * @param pid its id, which may belong to another process by now
     * @param start when it was started, in units of the kernel, which tells them apart
     */
    public record MainProcess(long pid, long start) {}
}
