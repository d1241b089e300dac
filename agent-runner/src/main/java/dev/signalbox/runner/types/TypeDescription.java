package dev.signalbox.runner.types;

import dev.signalbox.contracts.attempt.AgentFault;
import dev.signalbox.contracts.spec.AgentType;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A type of agent that is a command line.
 *
 * @param type its name
 * @param program its program, for agents that name no other
 * @param arguments what follows the program
 * @param prompt how the prompt is passed
 * @param systemPrompt how what is added to the system prompt is passed
 * @param rules how lines of JSON are read; null for a program that prints text
 * @param exitDecides whether an exit code of 0 is success when it does not say itself how its work ended
 * @param faults what exit codes and words mean
 */
public record TypeDescription(
        AgentType type,
        String program,
        List<Argument> arguments,
        PromptPassing prompt,
        SystemPromptPassing systemPrompt,
        @Nullable List<Rule> rules,
        boolean exitDecides,
        List<FaultRule> faults) {
    public TypeDescription {
        arguments = List.copyOf(arguments);
        rules = rules == null ? null : List.copyOf(rules);
        faults = List.copyOf(faults);
    }

    /** How a prompt is passed. */
    public enum PromptPassing {
        STDIN,
        /** In a private file, {@code {{prompt_file}}} among the arguments. */
        FILE
    }

    /** How what is added to the system prompt is passed. */
    public enum SystemPromptPassing {
        /** It stands before the prompt. */
        BEFORE_PROMPT,
        /** In a private file, {@code {{system_prompt_file}}} among the arguments. */
        FILE,
        /** It cannot be passed: attempts that have one are denied. */
        REFUSED
    }

    /**
     * Arguments with placeholders.
     *
     * @param needs what must be given for them to be there; null when they always are
     * @param texts the arguments
     */
    public record Argument(@Nullable String needs, List<String> texts) {
        public Argument {
            texts = List.copyOf(texts);
        }
    }

    /**
     * What a line of JSON means.
     *
     * @param when by JSON pointer, the texts of which the line must have one there
     * @param meaning what it says
     */
    public record Rule(Map<String, Set<String>> when, Meaning meaning) {
        public Rule {
            when = Map.copyOf(when);
        }
    }

    /** What a line says; the texts are JSON pointers. */
    public sealed interface Meaning {
        record Begun(@Nullable String session, @Nullable String model) implements Meaning {}

        record Said(String text) implements Meaning {}

        record Noted(String text) implements Meaning {}

        record ToolCalled(
                @Nullable String call,
                String tool,
                @Nullable String arguments) implements Meaning {}

        record ToolAnswered(@Nullable String call, @Nullable String error) implements Meaning {}

        record TurnEnded() implements Meaning {}

        /** @param adds whether the numbers are those of a part of the work, not of all of it so far */
        record Used(
                @Nullable String inputTokens,
                @Nullable String outputTokens,
                @Nullable String cacheReadTokens,
                @Nullable String cacheWriteTokens,
                @Nullable String costUsd,
                @Nullable String model,
                boolean adds)
                implements Meaning {}

        record Done(@Nullable String answer) implements Meaning {}

        record Failed(@Nullable String error, @Nullable AgentFault fault) implements Meaning {}
    }

    /**
     * What an exit code or words mean.
     *
     * @param exitCode the code; null for any
     * @param words what its last words, or its error, must contain, whatever the case; null for anything
     */
    public record FaultRule(
            @Nullable Integer exitCode, @Nullable String words, AgentFault fault) {}
}
