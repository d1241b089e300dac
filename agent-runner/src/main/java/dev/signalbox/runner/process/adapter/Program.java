package dev.signalbox.runner.process.adapter;

import dev.signalbox.contracts.attempt.StartAttempt;
import dev.signalbox.runner.attempt.Assignment;
import dev.signalbox.runner.attempt.StopOrder;
import dev.signalbox.runner.coding.AgentSignal;
import dev.signalbox.runner.coding.Sight;
import dev.signalbox.runner.process.OutputReader;
import dev.signalbox.runner.process.Refusal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What is run for attempts of one type of agent. */
public interface Program {
    /**
     * How the program is called.
     *
     * @param command its argument list, the program first; empty when nobody has said what to run
     * @param input the file that it reads from stdin; null for nothing to read
     */
    record Call(List<String> command, @Nullable Path input) {
        public Call {
            command = List.copyOf(command);
        }
    }

    /**
     * Prepares a call.
     *
     * @param files takes what the program is to read; it is gone when the attempt has ended
     * @param prompt the private file with the step's prompt; null when it has none
     * @throws Refusal when the attempt asks for what the program cannot do
     */
    Call call(StartAttempt start, PrivateFiles files, @Nullable Path prompt) throws IOException, Refusal;

    /** What its reader understands of what the agent does. */
    Sight sight();

    /**
     * @param stop stops the process, for a reader that has seen enough
     * @param heard told what the agent does, by a reader that understands it
     */
    OutputReader reader(Assignment assignment, Consumer<StopOrder> stop, Consumer<List<AgentSignal>> heard);
}
