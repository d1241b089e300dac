package dev.signalbox.runner.worktree;

import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.attempt.StartAttempt;
import dev.signalbox.runner.worktree.port.Author;
import java.util.List;

/** What commits say of the attempt they come from. By their last lines a later attempt finds them. */
final class MergeMessage {
    private static final String RUN = "Signalbox-Run: ";
    private static final String STEP = "Signalbox-Step: ";
    private static final String ATTEMPT = "Signalbox-Attempt: ";
    private static final String AGENT = "Signalbox-Agent: ";

    private MergeMessage() {}

    /** Of the commit with what an agent left without committing it. */
    static String ofWork(StartAttempt start) {
        return "Work of step " + start.attempt().step() + "\n\n" + trailers(start);
    }

    static String ofMerge(StartAttempt start) {
        return "Merge step " + start.attempt().step() + " of " + oneLine(start.runName()) + "\n\n" + trailers(start);
    }

    /** The lines by which the merge of a step is found. */
    static List<String> marks(RunId run, StepId step) {
        return List.of(RUN + run, STEP + step);
    }

    static Author author(StartAttempt start) {
        return new Author(start.agent().value(), start.agent().value().replace(':', '.') + "@agents.signalbox.invalid");
    }

    private static String trailers(StartAttempt start) {
        return RUN + start.attempt().run() + "\n" + STEP
                + start.attempt().step() + "\n" + ATTEMPT
                + start.attempt().attempt() + "\n" + AGENT
                + start.agent() + "\n";
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ").strip();
    }
}
