package dev.signalbox.runner.coding;

import dev.signalbox.contracts.attempt.AgentFault;
import dev.signalbox.contracts.attempt.AttemptOutcome;
import dev.signalbox.contracts.attempt.AttemptResult;
import dev.signalbox.runner.coding.port.Transcript;
import org.jspecify.annotations.Nullable;

/** What the end of an attempt means. It has succeeded when its program has said so and its process has ended well: neither is enough. */
final class Verdict {
    private static final int MOST_LAST_WORDS = 500;

    private Verdict() {}

    /**
     * @param process how the process ended, as of a command that nobody understands
     * @param transcript what was understood of what it printed
     * @param lastWords the end of what it printed
     */
    static AttemptResult of(AttemptResult process, Transcript transcript, String lastWords) {
        AgentSignal.Finished finished = transcript.finished();
        if (finished != null && finished.error() != null) {
            return failed(process, finished.error(), finished.fault());
        }
        if (process.outcome() != AttemptOutcome.SUCCEEDED) {
            return finished == null
                    ? failed(process, end(lastWords), transcript.fault(process.exitCode(), lastWords))
                    : failed(process, "it had said before that its work was done", null);
        }
        return finished == null && !transcript.exitDecides()
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
