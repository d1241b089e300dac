package dev.signalbox.contracts.spec;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A command that must exit with 0 before the work of an attempt is merged.
 *
 * @param name what people call it
 * @param command the argument list; nothing in it is read by a shell
 * @param timeout how long it may take; null for the runner's default
 */
public record Gate(
        String name, List<String> command, @Nullable Duration timeout) {
    public Gate {
        command = List.copyOf(command);
        if (command.isEmpty()) {
            throw new IllegalArgumentException("a gate needs a command");
        }
    }
}
