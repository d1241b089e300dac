package dev.signalbox.cli.teams;

import dev.signalbox.cli.Signalbox;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code signalbox pipeline <name> <goal>}. */
@Command(
        name = "pipeline",
        header = "Run a pipeline: each step gets what the one before it has answered.",
        description = "An unknown option is an error and never part of the goal; after '--' everything is goal.",
        footer = {
            "",
            "Examples:",
            "  signalbox pipeline plan-build-review \"add a health check\" --wait",
            "  signalbox pipeline fix-flow mend the gate --agents agents.yaml --dry-run"
        })
public final class PipelineCommand implements Callable<Integer> {
    @ParentCommand
    Signalbox signalbox;

    @Mixin
    OrchestrationOptions options;

    @Parameters(index = "0", paramLabel = "NAME", description = "The pipeline.")
    String name;

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "GOAL", description = "What is to be achieved.")
    List<String> goal;

    @Override
    public Integer call() throws IOException {
        return new Orchestration(signalbox, Kind.PIPELINE, options)
                .run(name, goal, null)
                .number();
    }
}
