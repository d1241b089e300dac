package dev.signalbox.runner.coding;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.contracts.attempt.AgentFault;
import dev.signalbox.contracts.spec.Usage;
import java.util.Objects;
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
     * @param signature the same for the same tool with the same arguments, all of them
     */
    record ToolCalled(String call, String tool, String arguments, String signature) implements AgentSignal {
        /** A call of which no more is known than a reader is shown. */
        public ToolCalled(String call, String tool, String arguments) {
            this(call, tool, arguments, CallSignature.of(tool, arguments));
        }

        public static ToolCalled of(String call, String tool, JsonNode arguments) {
            return new ToolCalled(call, tool, Words.arguments(arguments), CallSignature.of(tool, arguments));
        }
    }

    /**
     * A tool has answered.
     *
     * @param error null when it did its work
     * @param answer the same for the same answer, whatever the numbers in it; null when it is not known
     */
    record ToolAnswered(
            String call, @Nullable String error, @Nullable String answer) implements AgentSignal {
        /** An answer of which no more is known than whether it is an error. */
        public ToolAnswered(String call, @Nullable String error) {
            this(call, error, error == null ? null : CallSignature.ofAnswer(error));
        }

        /** @param text what the tool said; null when that is not known */
        public static ToolAnswered of(String call, boolean failed, @Nullable String text) {
            return new ToolAnswered(
                    call,
                    failed ? Objects.requireNonNullElse(text, "it failed") : null,
                    text == null ? null : CallSignature.ofAnswer(text));
        }
    }

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
