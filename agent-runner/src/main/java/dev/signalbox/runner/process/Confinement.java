package dev.signalbox.runner.process;

import dev.signalbox.contracts.spec.ResourceLimits;
import dev.signalbox.runner.process.port.ControlGroup;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What holds the processes of one attempt.
 *
 * @param limits what they may use
 * @param group their group; null when there are no groups here
 * @param watch what has to be looked for, because the kernel does not keep it
 * @param warning what they are not held to, in a sentence; null when they are held to everything
 */
public record Confinement(
        ResourceLimits limits,
        @Nullable ControlGroup group,
        LimitWatch watch,
        @Nullable String warning) {
    private static final String ENTER = "echo 0 > \"$0\" && exec \"$@\"";

    /** The argument list that enters the group first, if there is one, and then becomes the program. */
    public List<String> around(List<String> command) {
        if (group == null) {
            return command;
        }
        List<String> entering =
                new ArrayList<>(List.of("/bin/sh", "-c", ENTER, group.entrance().toString()));
        entering.addAll(command);
        return entering;
    }

    /** What the kernel has done to the processes. */
    public KernelRecord record() {
        return group == null ? KernelRecord.EMPTY : group.record();
    }

    /** Nobody is left. */
    public void end() {
        if (group != null) {
            group.remove();
        }
    }
}
