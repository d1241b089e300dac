package dev.signalbox.runner.coding;

import dev.signalbox.contracts.attempt.AgentFault;
import dev.signalbox.contracts.attempt.AttemptOutcome;
import dev.signalbox.contracts.attempt.AttemptResult;
import org.jspecify.annotations.Nullable;

/** What the end of an attempt means. It has succeeded when its program has said so and its process has ended well: neither is enough. */
final class Verdict {
    private static final int MOST_LAST_WORDS = 500;

    private Verdict() {}

    /**
     * @param process how the process ended, as of a command that nobody understands
     * @param finished how the program said that its work ended; null when it did not
     * @param lastWords the end of what it printed
     */
    static AttemptResult of(AttemptResult process, AgentSignal.@Nullable Finished finished, String lastWords) {
        if (finished != null && finished.error() != null) {
            return failed(process, finished.error(), finished.fault());
        }
        if (process.outcome() != AttemptOutcome.SUCCEEDED) {
            return finished == null
                    ? failed(process, end(lastWords), FaultWords.faultIn(lastWords))
                    : failed(process, "it had said before that its work was done", null);
        }
        return finished == null
                ? failed(process, "it ended without saying how its work ended", AgentFault.NO_RESULT)
                : process;
    }

    private static AttemptResult failed(AttemptResult process, @Nullable String why, @Nullable AgentFault fault) {
        return process.withoutAnswer(AttemptOutcome.FAILED, joined(why, process.message()), fault);
    }

    private static @Nullable String end(String words) {
        String line = Words.line(words.substring(Math.max(0, words.length() - MOST_LAST_WORDS)), MOST_LAST_WORDS);
        return line.isEmpty() ? null : line;
    }

    private static @Nullable String joined(@Nullable String first, @Nullable String second) {
        if (first == null || second == null) {
            return first == null ? second : first;
        }
        return first + "; " + second;
    }
}
