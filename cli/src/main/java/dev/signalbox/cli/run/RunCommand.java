package dev.signalbox.cli.run;

import dev.signalbox.cli.Console;
import dev.signalbox.cli.ExitCode;
import dev.signalbox.cli.RejectedDefinition;
import dev.signalbox.cli.Signalbox;
import dev.signalbox.cli.text.InputProblems;
import dev.signalbox.cli.text.PlainText;
import dev.signalbox.cli.text.Words;
import dev.signalbox.cli.watch.OnInterrupt;
import dev.signalbox.cli.watch.Outcome;
import dev.signalbox.cli.watch.RunProgress;
import dev.signalbox.cli.watch.RunWatch;
import dev.signalbox.client.ProblemException;
import dev.signalbox.client.SignalboxClient;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.api.RunAdmitted;
import dev.signalbox.contracts.api.RunRequest;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code signalbox run <file|directory>...}. */
@Command(
        name = "run",
        header = "Run a definition: signalbox/v1 (YAML or JSON) or workstream files.",
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

    @Parameters(arity = "1..*", paramLabel = "FILE|DIRECTORY", description = "The definition; - for standard input.")
    List<String> paths;

    @Option(names = "--wait", description = "Show the run until it has ended.")
    boolean wait;

    @Option(
            names = "--dry-run",
            description = "Print the order, who would run what, and the conflicts. Needs no service.")
    boolean dryRun;

    @Option(names = "--max-parallel", paramLabel = "N", description = "How many steps may be in flight together.")
    @Nullable
    Integer maxParallel;

    @Option(
            names = "--agents",
            paramLabel = "FILE",
            description = "The agents and tracks; they replace those of the definition.")
    @Nullable
    String agents;

    @Option(
            names = "--idempotency-key",
            paramLabel = "KEY",
            description = "The same key within 24 hours is the same run; makes it safe to send again.")
    @Nullable
    String idempotencyKey;

    @Option(
            names = "--workspace",
            paramLabel = "DIRECTORY|NAME",
            description = "Whose files the agents edit. Default: what the definition says, else here.")
    @Nullable
    String workspace;

    @Option(names = "--strict", description = "An unknown key is an error instead of a warning.")
    boolean strict;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "The input format. Default: recognised by content.")
    @Nullable
    String format;

    @Override
    public Integer call() throws IOException {
        DefinitionFiles files = DefinitionFiles.read(signalbox.console(), paths, agents);
        RunRequest request = new RunRequest(
                workspace == null && files.nameTheirWorkspace()
                        ? null
                        : WorkspaceOption.resolve(workspace, signalbox.console().directory()),
                files.definition(),
                files.agents(),
                format,
                strict,
                maxParallel);
        return (dryRun ? new DryRun(signalbox).of(request, files.all()) : submitted(request, files)).number();
    }

    private ExitCode submitted(RunRequest request, DefinitionFiles files) {
        try (SignalboxClient client = signalbox.client()) {
            RunAdmitted admitted = submit(client, request, files);
            new InputProblems(files.all())
                    .lines(admitted.warnings(), signalbox.colour())
                    .forEach(signalbox.console()::note);
            return wait ? awaited(client, admitted) : announced(admitted);
        }
    }

    private RunAdmitted submit(SignalboxClient client, RunRequest request, DefinitionFiles files) {
        try {
            return client.submit(request, Optional.ofNullable(idempotencyKey));
        } catch (ProblemException e) {
            throw e.problem().errors().isEmpty() ? e : new RejectedDefinition(e.problem(), files.all());
        }
    }

    private ExitCode announced(RunAdmitted admitted) {
        if (signalbox.json()) {
            signalbox.printJson(admitted);
            return ExitCode.DONE;
        }
        Console console = signalbox.console();
        RunId run = admitted.run();
        console.say(headline(admitted));
        console.say("  follow it: signalbox events %s --follow".formatted(run));
        console.say("  its steps: signalbox steps " + run);
        console.say("  stop it:   signalbox cancel " + run);
        return ExitCode.DONE;
    }

    private ExitCode awaited(SignalboxClient client, RunAdmitted admitted) {
        Console console = signalbox.console();
        RunId run = admitted.run();
        console.note(headline(admitted));
        RunProgress progress;
        try (OnInterrupt _ = new OnInterrupt(() ->
                console.note("%nThe run goes on. Follow it: signalbox events %s --follow. Stop it: signalbox cancel %s"
                        .formatted(run, run)))) {
            progress = new RunWatch(signalbox, client).untilItEnds(run, admitted.name());
        }
        if (signalbox.json()) {
            signalbox.printJson(client.run(run));
        } else {
            new Outcome(run, signalbox.colour()).lines(progress, Instant.now()).forEach(console::say);
        }
        return ExitCode.of(progress.status());
    }

    private static String headline(RunAdmitted admitted) {
        return "run %s %s: %s, %s in %s"
                .formatted(
                        admitted.run(),
                        admitted.deduped() ? "was there already" : "admitted",
                        PlainText.line(admitted.name()),
                        Words.count(admitted.steps(), "step"),
                        admitted.workspace());
    }
}
