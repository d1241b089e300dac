package dev.signalbox.runner.attempt.port;

import dev.signalbox.contracts.attempt.AttemptResult;
import dev.signalbox.runner.attempt.Assignment;
import dev.signalbox.runner.attempt.Work;
import java.util.function.Consumer;

/** The adapter that drives one type of agent. */
@FunctionalInterface
public interface Agent {
    /**
     * Begins to work and does not wait for the end.
     *
     * @param ended called exactly once, when nothing of the attempt is left running; for work that takes no time, before this method
     *     returns
     */
    Work begin(Assignment assignment, Consumer<AttemptResult> ended);
}
