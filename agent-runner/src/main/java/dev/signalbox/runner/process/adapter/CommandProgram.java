package dev.signalbox.runner.process.adapter;

import dev.signalbox.contracts.attempt.StartAttempt;
import dev.signalbox.runner.attempt.Assignment;
import dev.signalbox.runner.attempt.StopOrder;
import dev.signalbox.runner.coding.AgentSignal;
import dev.signalbox.runner.coding.Sight;
import dev.signalbox.runner.output.port.Outputs;
import dev.signalbox.runner.process.CommandOutput;
import dev.signalbox.runner.process.OutputReader;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Whatever argument list the step or its agent brings. It has nothing to read from stdin. */
public final class CommandProgram implements Program {
    private final Outputs outputs;

    public CommandProgram(Outputs outputs) {
        this.outputs = outputs;
    }

    @Override
    public Call call(StartAttempt start, PrivateFiles files, @Nullable Path prompt) {
        return new Call(start.command(), null);
    }

    @Override
    public Sight sight() {
        return Sight.NO_CALLS;
    }

    @Override
    public OutputReader reader(Assignment assignment, Consumer<StopOrder> stop, Consumer<List<AgentSignal>> heard) {
        return new CommandOutput(outputs.open(assignment));
    }
}
