package dev.signalbox.scheduler.step;

import dev.signalbox.contracts.attempt.AgentFault;
import dev.signalbox.contracts.attempt.AttemptOutcome;
import dev.signalbox.contracts.attempt.AttemptResult;
import dev.signalbox.contracts.spec.FailureCause;
import dev.signalbox.contracts.spec.Oscillation;
import dev.signalbox.contracts.spec.RetryPolicy;
import dev.signalbox.contracts.spec.StepSpec;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why a step is not tried again although it has attempts left. */
final class GivingUp {
    private GivingUp() {}

    /**
     * What a person should know, in a sentence; null when there is no reason to give up.
     *
     * @param cause how the last attempt ended
     * @param failures the signatures of the failed attempts that are remembered, the last one included
     */
    static @Nullable String reason(StepSpec spec, FailureCause cause, AttemptResult result, List<String> failures) {
        RetryPolicy retry = spec.retry();
        if (retry.notOn().contains(cause)) {
            return words(cause) + " is not tried again";
        }
        if (result.fault() == AgentFault.BAD_CREDENTIALS) {
            return "an agent without valid credentials is not tried again";
        }
        if (result.fault() == AgentFault.OUT_OF_MEMORY && !mayRunOutOfMemoryAgain(spec)) {
            return "an attempt that ran out of memory is not tried again";
        }
        Integer exitCode = result.exitCode();
        if (result.outcome() == AttemptOutcome.FAILED
                && exitCode != null
                && retry.notOnExitCodes().contains(exitCode)) {
            return "exit code " + exitCode + " is not tried again";
        }
        Integer identical = retry.identicalFailures();
        if (identical != null && countOfLast(failures, identical) == identical) {
            return "the last " + identical + " attempts failed in the same way";
        }
        Oscillation oscillation = retry.oscillation();
        if (oscillation != null) {
            int count = countOfLast(failures, oscillation.window());
            if (count >= oscillation.threshold()) {
                return count + " of the last " + Math.min(failures.size(), oscillation.window())
                        + " attempts failed in the same way";
            }
        }
        return null;
    }

    private static boolean mayRunOutOfMemoryAgain(StepSpec spec) {
        return spec.resources() != null && spec.resources().retryOutOfMemory();
    }

    /** How many of the latest failures are the same as the last one. One without a signature is like no other. */
    private static int countOfLast(List<String> failures, int window) {
        List<String> latest = failures.subList(Math.max(0, failures.size() - window), failures.size());
        String last = latest.getLast();
        return last.equals(StepMemory.UNSIGNED) ? 0 : Collections.frequency(latest, last);
    }

    private static String words(FailureCause cause) {
        return switch (cause) {
            case FAILED -> "an attempt that failed";
            case TIMED_OUT -> "an attempt that took too long";
            case LOST -> "an attempt that was lost";
            case CANCELLED -> "an attempt that was cancelled";
        };
    }
}
