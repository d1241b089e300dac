package dev.signalbox.contracts.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A command that must exit with 0 before the work of an attempt is merged.
 *
 * @param name what people call it
 * @param command the argument list; nothing in it is read by a shell
 * @param timeout how long it may take; null for the runner's default
 * @param advisory whether its failure is told and keeps nothing out
 */
public record Gate(
        String name,
        List<String> command,
        @Nullable Duration timeout,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean advisory) {
    public Gate {
        command = List.copyOf(command);
        if (command.isEmpty()) {
            throw new IllegalArgumentException("a gate needs a command");
        }
    }

    /** A gate whose failure keeps the work out. */
    public Gate(String name, List<String> command, @Nullable Duration timeout) {
        this(name, command, timeout, false);
    }

    /** The same, keeping nothing out. */
    public Gate asAdvice() {
        return new Gate(name, command, timeout, true);
    }
}
