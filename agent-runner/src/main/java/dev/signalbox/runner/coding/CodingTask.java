package dev.signalbox.runner.coding;

import dev.signalbox.contracts.spec.AgentProfile;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a coding agent is asked to do.
 *
 * @param command the program and its first arguments, where the agent or the step says so; empty for the program's usual name
 * @param profile how it is to work
 * @param prompt a private file with the prompt
 * @param systemPrompt a private file with what is added to the system prompt; null when nothing is
 */
public record CodingTask(
        List<String> command,
        AgentProfile profile,
        Path prompt,
        @Nullable Path systemPrompt) {
    public CodingTask {
        command = List.copyOf(command);
    }

    /** Whether one of these arguments is among those that the definition has given. */
    public boolean says(String... arguments) {
        return command.stream()
                .anyMatch(given -> List.of(arguments).stream()
                        .anyMatch(argument -> given.equals(argument) || given.startsWith(argument + "=")));
    }
}
