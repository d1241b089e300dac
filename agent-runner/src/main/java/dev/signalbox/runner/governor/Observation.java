package dev.signalbox.runner.governor;

import dev.signalbox.contracts.spec.Usage;
import org.jspecify.annotations.Nullable;

/** Something that an attempt does and that the governor counts. */
public sealed interface Observation {
    /**
     * It calls a tool.
     *
     * @param call tells calls apart
     * @param signature the same for the same tool with the same arguments
     * @param verifies whether it runs tests, a build or a check
     */
    record CallBegun(String call, String signature, boolean verifies) implements Observation {}

    /**
     * A tool has answered.
     *
     * @param answer the same for the same answer; null when it is not known
     */
    record CallEnded(String call, boolean failed, @Nullable String answer) implements Observation {}

    /** It says something. */
    record Spoke(int characters) implements Observation {}

    /** It has asked its model once more. */
    record TurnEnded() implements Observation {}

    /** What it has used since it began, all in all. */
    record Spent(Usage total) implements Observation {}

    /** Its work is done, well or badly: there is nothing left to stop. */
    record Finished() implements Observation {}
}
