package dev.signalbox.contracts.attempt;

import dev.signalbox.contracts.governor.GovernorSummary;
import dev.signalbox.contracts.governor.Tripwire;
import dev.signalbox.contracts.spec.Usage;
import io.soabase.recordbuilder.core.RecordBuilder;
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
 * @param integration what became of its work; null when it had no place of its own to work in
 * @param governor what the governor saw of it, with the tripwire at which it was stopped; null when nobody watched
 */
@RecordBuilder
public record AttemptResult(
        AttemptOutcome outcome,
        @Nullable Integer exitCode,
        @Nullable Integer signal,
        @Nullable String message,
        Usage usage,
        long outputBytes,
        @Nullable String output,
        @Nullable String signature,
        @Nullable AgentFault fault,
        @Nullable Integration integration,
        @Nullable GovernorSummary governor) {
    /** A result that is not compared with others. */
    public AttemptResult(
            AttemptOutcome outcome,
            @Nullable Integer exitCode,
            @Nullable Integer signal,
            @Nullable String message,
            Usage usage,
            long outputBytes,
            @Nullable String output) {
        this(outcome, exitCode, signal, message, usage, outputBytes, output, null, null, null, null);
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
        return AttemptResultBuilder.builder(this).usage(other).build();
    }

    /** The same end, told in other words. */
    public AttemptResult withMessage(@Nullable String told) {
        return AttemptResultBuilder.builder(this).message(told).build();
    }

    /** What became of a coding agent whose process ended so; nothing that it printed counts as an answer. */
    public AttemptResult withoutAnswer(AttemptOutcome other, @Nullable String told, @Nullable AgentFault why) {
        return AttemptResultBuilder.builder(this)
                .outcome(other)
                .message(told)
                .output(null)
                .signature(null)
                .fault(why)
                .build();
    }

    /** An end that no process had a part in. */
    public static AttemptResult withoutProcess(AttemptOutcome outcome, String message) {
        return new AttemptResult(outcome, null, null, message, Usage.NONE, 0);
    }

    /** The same end of a failed attempt, to be compared with others. */
    public AttemptResult signed(@Nullable String how) {
        return AttemptResultBuilder.builder(this).signature(how).build();
    }

    /** The same end, with what the governor saw. */
    public AttemptResult governed(@Nullable GovernorSummary seen) {
        return AttemptResultBuilder.builder(this).governor(seen).build();
    }

    /** The tripwire at which it was stopped; null when it was not. */
    public @Nullable Tripwire tripwire() {
        return governor == null ? null : governor.stoppedBy();
    }

    /** The same end, with what became of its work. */
    public AttemptResult integrated(@Nullable Integration how) {
        return AttemptResultBuilder.builder(this).integration(how).build();
    }

    /** The attempt has failed although its process has not, for what became of its work. */
    public AttemptResult failedFor(String told, Integration how) {
        return AttemptResultBuilder.builder(this)
                .outcome(AttemptOutcome.FAILED)
                .message(told)
                .output(null)
                .signature(null)
                .integration(how)
                .build();
    }

    /** Whether its work is done and somebody has to decide what becomes of it. */
    public boolean awaitsDecision() {
        return outcome == AttemptOutcome.FAILED
                && integration != null
                && integration.state().awaitsDecision();
    }
}
