package dev.signalbox.runner.coding.port;

import dev.signalbox.runner.coding.AgentSignal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Understands what a coding agent's program prints on stdout in one attempt, line by line. Used by one thread at a time. */
public interface Transcript {
    /** What a line says, in its order. A line that is not understood is passed on, never dropped and never a failure. */
    List<AgentSignal> read(String line);

    /** How the program says that its work ended, after its last line; null when it has not said it. */
    AgentSignal.@Nullable Finished finished();
}
