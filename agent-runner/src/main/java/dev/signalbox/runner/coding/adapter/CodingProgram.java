package dev.signalbox.runner.coding.adapter;

import dev.signalbox.contracts.attempt.StartAttempt;
import dev.signalbox.contracts.spec.AgentProfile;
import dev.signalbox.runner.attempt.Assignment;
import dev.signalbox.runner.attempt.StopOrder;
import dev.signalbox.runner.coding.AgentSignal;
import dev.signalbox.runner.coding.CodingOutput;
import dev.signalbox.runner.coding.CodingTask;
import dev.signalbox.runner.coding.Invocation;
import dev.signalbox.runner.coding.Sight;
import dev.signalbox.runner.coding.port.CodingCli;
import dev.signalbox.runner.coding.port.UsageReports;
import dev.signalbox.runner.output.port.Outputs;
import dev.signalbox.runner.process.OutputReader;
import dev.signalbox.runner.process.Refusal;
import dev.signalbox.runner.process.adapter.PrivateFiles;
import dev.signalbox.runner.process.adapter.Program;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The program of a coding agent. Its prompts are in private files, which it reads from stdin or by their name. */
public final class CodingProgram implements Program {
    private final CodingCli cli;
    private final Outputs outputs;
    private final UsageReports usage;
    private final ScheduledExecutorService timer;
    private final Duration resultGrace;

    /** @param resultGrace how long its process may go on after it has said how its work ended */
    public CodingProgram(
            CodingCli cli, Outputs outputs, UsageReports usage, ScheduledExecutorService timer, Duration resultGrace) {
        this.cli = cli;
        this.outputs = outputs;
        this.usage = usage;
        this.timer = timer;
        this.resultGrace = resultGrace;
    }

    @Override
    public Call call(StartAttempt start, PrivateFiles files, @Nullable Path prompt) throws IOException, Refusal {
        if (prompt == null) {
            throw new Refusal("a coding agent needs a prompt, and its step has none");
        }
        AgentProfile profile = profile(start);
        String systemPrompt = profile.systemPrompt();
        Path system = systemPrompt == null || !cli.readsSystemPrompt() ? null : files.write(systemPrompt);
        Invocation invocation = cli.invocation(new CodingTask(start.command(), profile, prompt, system));
        return new Call(
                invocation.command(),
                switch (invocation.input()) {
                    case NOTHING -> null;
                    case PROMPT -> prompt;
                    case BOTH_PROMPTS ->
                        systemPrompt == null ? prompt : files.write(systemPrompt + "\n\n" + start.prompt());
                });
    }

    @Override
    public Sight sight() {
        return cli.sight();
    }

    @Override
    public OutputReader reader(Assignment assignment, Consumer<StopOrder> stop, Consumer<List<AgentSignal>> heard) {
        StartAttempt start = assignment.start();
        return new CodingOutput(
                outputs.open(assignment),
                cli.transcript(),
                new CodingOutput.Terms(start.outputLimit(), profile(start).maxTurns(), resultGrace),
                timer,
                heard,
                used -> usage.report(assignment, used),
                stop);
    }

    private static AgentProfile profile(StartAttempt start) {
        return Objects.requireNonNullElse(start.profile(), AgentProfile.NONE);
    }
}
