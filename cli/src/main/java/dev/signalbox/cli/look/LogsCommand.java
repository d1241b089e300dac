package dev.signalbox.cli.look;

import dev.signalbox.cli.ExitCode;
import dev.signalbox.cli.Signalbox;
import dev.signalbox.client.SignalboxClient;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.api.Page;
import dev.signalbox.contracts.attempt.OutputChunk;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code signalbox logs <run> <step>}. */
@Command(
        name = "logs",
        header = "Show what a step printed.",
        description = {
            "Standard output and standard error of the agent go to those of this command, without escape sequences.",
            "With --json each line is one piece of output, as it was."
        },
        footer = {
            "",
            "Examples:",
            "  signalbox logs last build",
            "  signalbox logs last build --follow",
            "  signalbox logs last build --attempt 1"
        })
public final class LogsCommand implements Callable<Integer> {
    @ParentCommand
    Signalbox signalbox;

    @Parameters(index = "0", paramLabel = "RUN", description = RunReference.DESCRIPTION)
    String run;

    @Parameters(index = "1", paramLabel = "STEP", description = "The step.")
    String step;

    @Option(
            names = {"-f", "--follow"},
            description = "Go on until the step has ended.")
    boolean follow;

    @Option(names = "--attempt", paramLabel = "N", description = "Which attempt. Default: the last one.")
    @Nullable
    Integer attempt;

    @Override
    public Integer call() {
        StepId stepId = StepReference.of(step);
        OptionalInt which = attempt == null ? OptionalInt.empty() : OptionalInt.of(attempt);
        try (SignalboxClient client = signalbox.client();
                OutputPrinter printer = new OutputPrinter(signalbox.console())) {
            RunId runId = RunReference.resolve(run, client);
            Consumer<OutputChunk> show = signalbox.json() ? signalbox::printJson : printer::print;
            if (follow) {
                client.followOutput(runId, stepId, which, show);
            } else {
                printAll(client, runId, stepId, which, show);
            }
        }
        return ExitCode.DONE.number();
    }

    private void printAll(
            SignalboxClient client, RunId runId, StepId stepId, OptionalInt which, Consumer<OutputChunk> show) {
        Page<OutputChunk> page = client.output(runId, stepId, which, 0);
        if (page.items().isEmpty()) {
            signalbox.console().note("It has printed nothing yet.");
        }
        page.items().forEach(show);
        while (page.next() != null) {
            OutputChunk last = page.items().getLast();
            page = client.output(runId, stepId, OptionalInt.of(last.attempt().attempt()), last.number());
            page.items().forEach(show);
        }
    }
}
