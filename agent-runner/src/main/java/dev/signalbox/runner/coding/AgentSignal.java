package dev.signalbox.runner.coding;

import dev.signalbox.contracts.attempt.AgentFault;
import dev.signalbox.contracts.spec.Usage;
import org.jspecify.annotations.Nullable;

/** Something that a coding agent does or says while it works, whatever its program. */
public sealed interface AgentSignal {
    /**
     * It has begun.
     *
     * @param session by what name its program can go on with it; null when it cannot
     * @param model the model it uses; null when it does not say
     */
    record Begun(@Nullable String session, @Nullable String model) implements AgentSignal {}

    /** It says something to whoever has asked. */
    record Said(String text) implements AgentSignal {}

    /** Its program has something to tell about itself, for example that it tries a request again. */
    record Noted(String text) implements AgentSignal {}

    /** A line that was not understood, as it was printed. */
    record Unread(String line) implements AgentSignal {}

    /**
     * It uses a tool.
     *
     * @param call tells calls apart
     * @param tool the tool's name
     * @param arguments what it is given, for a reader: not longer than a line
     */
    record ToolCalled(String call, String tool, String arguments) implements AgentSignal {}

    /** A tool has answered; the error is null when it did its work. */
    record ToolAnswered(String call, @Nullable String error) implements AgentSignal {}

    /** One round of asking the model has ended. */
    record TurnEnded() implements AgentSignal {}

    /** What it has used since it began, all in all. */
    record Used(Usage total) implements AgentSignal {}

    /**
     * Its program says that the work has ended. The process has not, and may still fail.
     *
     * @param error why it did not succeed; null when it did
     * @param answer its last words; null when what it said last is its answer
     * @param fault what kind of error it was; null when it is not known, or none
     */
    record Finished(
            @Nullable String error,
            @Nullable String answer,
            @Nullable AgentFault fault) implements AgentSignal {
        public static Finished successfully(@Nullable String answer) {
            return new Finished(null, answer, null);
        }

        /** A failure whose kind its words may tell. */
        public static Finished failed(String error) {
            return new Finished(error, null, FaultWords.faultIn(error));
        }
    }
}
