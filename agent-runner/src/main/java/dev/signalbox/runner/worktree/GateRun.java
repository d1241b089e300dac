package dev.signalbox.runner.worktree;

import dev.signalbox.contracts.attempt.AttemptResult;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How the gates of a step ended on some files.
 *
 * @param failure the first that failed and is not only advice, and how; null when they have passed
 * @param advice those that failed and are only advice, and how
 */
record GateRun(@Nullable String failure, List<String> advice) {
    GateRun {
        advice = List.copyOf(advice);
    }

    /** A result that also says what was only advice. */
    AttemptResult advise(AttemptResult result) {
        return advised(result, "only advice: ", advice);
    }

    /**
     * The same of work that is merged.
     *
     * @param merged what was only advice when they ran on that with which it is merged
     */
    AttemptResult advise(AttemptResult result, List<String> merged) {
        List<String> others =
                merged.stream().filter(failure -> !advice.contains(failure)).toList();
        return advised(advise(result), "only advice, together with what else is merged: ", others);
    }

    private static AttemptResult advised(AttemptResult result, String what, List<String> failures) {
        if (failures.isEmpty()) {
            return result;
        }
        String told = result.message() == null ? "" : result.message() + "; ";
        String gates = failures.stream().map(failure -> "gate " + failure).collect(Collectors.joining(", "));
        return result.withMessage(told + what + gates);
    }
}
