package dev.signalbox.runner.coding;

import java.util.List;

/**
 * How a program is called.
 *
 * @param command its argument list, the program first
 * @param input what it reads from stdin
 */
public record Invocation(List<String> command, Input input) {
    /** What a program reads from stdin. It always finds the end there, so it never waits for more. */
    public enum Input {
        NOTHING,
        PROMPT,
        /** What would be added to the system prompt, an empty line, and the prompt: for programs that have one prompt only. */
        BOTH_PROMPTS
    }

    public Invocation {
        command = List.copyOf(command);
    }
}
