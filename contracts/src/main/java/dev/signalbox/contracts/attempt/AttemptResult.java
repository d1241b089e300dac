package dev.signalbox.contracts.attempt;

import dev.signalbox.contracts.spec.Usage;
import org.jspecify.annotations.Nullable;

/**
 * How an attempt ended.
 *
 * @param outcome the kind of end; only {@code succeeded} is a success
 * @param exitCode the exit code of the process; null when it had none
 * @param signal the signal that killed the process; null when none did
 * @param message what a person should know, at most 2,000 characters; null when there is nothing to add
 * @param usage what it used, all in all
 * @param outputBytes how many bytes it wrote to both streams, dropped ones included
 * @param output what it answers to the steps that need it, the end of it when it is too long; null when nobody needs it
 * @param signature the same for attempts that failed in the same way, whatever the times and numbers in what they wrote; null when it
 *     succeeded, or when nothing is known of its end
 * @param fault what kept the agent from its work, when it is known; null otherwise
 */
public record AttemptResult(
        AttemptOutcome outcome,
        @Nullable Integer exitCode,
        @Nullable Integer signal,
        @Nullable String message,
        Usage usage,
        long outputBytes,
        @Nullable String output,
        @Nullable String signature,
        @Nullable AgentFault fault) {
    /** A result that is not compared with others. */
    public AttemptResult(
            AttemptOutcome outcome,
            @Nullable Integer exitCode,
            @Nullable Integer signal,
            @Nullable String message,
            Usage usage,
            long outputBytes,
            @Nullable String output) {
        this(outcome, exitCode, signal, message, usage, outputBytes, output, null, null);
    }

    /** A result that no other step needs. */
    public AttemptResult(
            AttemptOutcome outcome,
            @Nullable Integer exitCode,
            @Nullable Integer signal,
            @Nullable String message,
            Usage usage,
            long outputBytes) {
        this(outcome, exitCode, signal, message, usage, outputBytes, null);
    }

    /** The same end with another usage. */
    public AttemptResult withUsage(Usage other) {
        return new AttemptResult(outcome, exitCode, signal, message, other, outputBytes, output, signature, fault);
    }

    /** The same end, told in other words. */
    public AttemptResult withMessage(@Nullable String told) {
        return new AttemptResult(outcome, exitCode, signal, told, usage, outputBytes, output, signature, fault);
    }

    /** What became of a coding agent whose process ended so; nothing that it printed counts as an answer. */
    public AttemptResult withoutAnswer(AttemptOutcome other, @Nullable String told, @Nullable AgentFault why) {
        return new AttemptResult(other, exitCode, signal, told, usage, outputBytes, null, null, why);
    }

    /** An end that no process had a part in. */
    public static AttemptResult withoutProcess(AttemptOutcome outcome, String message) {
        return new AttemptResult(outcome, null, null, message, Usage.NONE, 0);
    }

    /** The same end of a failed attempt, to be compared with others. */
    public AttemptResult signed(@Nullable String how) {
        return new AttemptResult(outcome, exitCode, signal, message, usage, outputBytes, output, how, fault);
    }
}
