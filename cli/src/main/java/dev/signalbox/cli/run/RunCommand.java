package dev.signalbox.cli.run;

import dev.signalbox.cli.ExitCode;
import dev.signalbox.cli.Failure;
import dev.signalbox.cli.Signalbox;
import dev.signalbox.contracts.api.RunParameters;
import dev.signalbox.contracts.api.RunRequest;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code signalbox run <file|directory>...}. */
@Command(
        name = "run",
        header = "Run a definition: signalbox/v1 (YAML or JSON), workstreams, a team or a pipeline.",
        description = {
            "With --wait the exit code is that of the run. With --json the result is one JSON document on standard output.",
            "Running the same thing twice while it is live attaches to the run that is there."
        },
        footer = {
            "",
            "Examples:",
            "  signalbox run workflow.yaml --wait",
            "  signalbox run workflow.yaml --dry-run",
            "  signalbox run workstreams/ --agents agents.yaml --max-parallel 3 --wait",
            "  signalbox run workflow.yaml --idempotency-key nightly-2026-03-01 --json"
        })
public final class RunCommand implements Callable<Integer> {
    @ParentCommand
    Signalbox signalbox;

    @Mixin
    DefinitionOptions definition;

    @Option(names = "--wait", description = "Show the run until it has ended.")
    boolean wait;

    @Option(names = "--cards", description = "With --wait: show a card for each step instead of the table.")
    boolean cards;

    @Option(
            names = "--dry-run",
            description = "Print the order, who would run what, and the conflicts. Needs no service.")
    boolean dryRun;

    @Option(names = "--max-parallel", paramLabel = "N", description = "How many steps may be in flight together.")
    @Nullable
    Integer maxParallel;

    @Option(
            names = "--idempotency-key",
            paramLabel = "KEY",
            description = "The same key within 24 hours is the same run; makes it safe to send again.")
    @Nullable
    String idempotencyKey;

    @Option(
            names = "--new",
            description = "Start a new run even while the same one is live, instead of attaching to that.")
    boolean fresh;

    @Option(
            names = "--unsealed",
            description = "More steps are to come: nothing starts before 'signalbox add RUN --seal'.")
    boolean unsealed;

    @Mixin
    ParameterOptions asked = new ParameterOptions();

    @Mixin
    GovernorOptions governor = new GovernorOptions();

    @Override
    public Integer call() throws IOException {
        if (unsealed && wait) {
            throw new Failure(
                    ExitCode.WRONG_USAGE, "--wait would wait for a run that waits for --seal; choose one of them.");
        }
        DefinitionFiles files = DefinitionFiles.read(signalbox.console(), definition.paths, definition.agents);
        RunParameters parameters = asked.with(null, governor.parameters());
        RunRequest request = new RunRequest(
                definition.workspace == null && files.nameTheirWorkspace(parameters)
                        ? null
                        : WorkspaceOption.resolve(definition.workspace, signalbox.console()),
                files.definition(),
                files.agents(),
                definition.format,
                definition.strict,
                maxParallel,
                parameters,
                fresh,
                unsealed);
        return (dryRun
                        ? new DryRun(signalbox).of(request, files.all())
                        : submission(files).of(request))
                .number();
    }

    private Submission submission(DefinitionFiles files) {
        Submission.Watching watching = cards ? Submission.Watching.CARDS : Submission.Watching.TABLE;
        return new Submission(signalbox, files, idempotencyKey, wait ? watching : Submission.Watching.NOTHING);
    }
}
