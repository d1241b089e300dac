package dev.signalbox.runner.coding.port;

import dev.signalbox.contracts.attempt.AgentFault;
import dev.signalbox.runner.coding.AgentSignal;
import dev.signalbox.runner.coding.FaultWords;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Understands what a coding agent's program prints on stdout in one attempt, line by line. Used by one thread at a time. */
public interface Transcript {
    /** What a line says, in its order. A line that is not understood is passed on, never dropped and never a failure. */
    List<AgentSignal> read(String line);

    /** How the program says that its work ended, after its last line; null when it has not said it. */
    AgentSignal.@Nullable Finished finished();

    /** Whether an exit code of 0 is success when the program says nothing of how its work ended. */
    default boolean exitDecides() {
        return false;
    }

    /**
     * What kept an agent from working that died without saying so; null when that is not known.
     *
     * @param exitCode null when a signal has killed it
     * @param lastWords the end of what it printed
     */
    default @Nullable AgentFault fault(@Nullable Integer exitCode, String lastWords) {
        return FaultWords.faultIn(lastWords);
    }
}
