package dev.signalbox.cli.teams;

import dev.signalbox.cli.Console;
import dev.signalbox.cli.ExitCode;
import dev.signalbox.cli.Failure;
import dev.signalbox.cli.RejectedDefinition;
import dev.signalbox.cli.Signalbox;
import dev.signalbox.cli.run.DefinitionFiles;
import dev.signalbox.cli.run.DryRun;
import dev.signalbox.cli.run.Submission;
import dev.signalbox.cli.run.Submission.Watching;
import dev.signalbox.cli.run.WorkspaceOption;
import dev.signalbox.contracts.api.Problem;
import dev.signalbox.contracts.api.RunAdmitted;
import dev.signalbox.contracts.api.RunParameters;
import dev.signalbox.contracts.api.RunRequest;
import dev.signalbox.contracts.api.SourceFile;
import dev.signalbox.definitions.DefinitionInput;
import dev.signalbox.definitions.DefinitionLimits;
import dev.signalbox.definitions.DefinitionReader;
import dev.signalbox.definitions.ReadResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Runs a team or a pipeline of the configuration directory. */
record Orchestration(Signalbox signalbox, Kind kind, OrchestrationOptions options) {
    ExitCode run(String name, List<String> goal, @Nullable Integer concurrency) throws IOException {
        RunParameters parameters =
                new RunParameters(name, String.join(" ", goal), null, concurrency, null, options.governor.parameters());
        Console console = signalbox.console();
        DefinitionFiles files = files(console);
        RunRequest request = new RunRequest(
                WorkspaceOption.resolve(options.workspace, console),
                files.definition(),
                files.agents(),
                kind.format(),
                false,
                null,
                parameters,
                options.fresh);
        if (options.dryRun) {
            return new DryRun(signalbox).of(request, files.all());
        }
        requireReadable(request, files);
        return new Submission(
                        signalbox, files, options.idempotencyKey, options.wait ? Watching.CARDS : Watching.NOTHING)
                .of(request, admitted -> remember(admitted, console));
    }

    private static void remember(RunAdmitted admitted, Console console) {
        try {
            new LastOrchestration(admitted.run(), admitted.name()).keep(console.directory());
        } catch (IOException e) {
            console.note("'signalbox orchestration' will not find this run: " + e.getMessage());
        }
    }

    private DefinitionFiles files(Console console) throws IOException {
        ConfigDirectory directory = ConfigDirectory.chosen(console);
        List<Path> found = directory.files(kind);
        if (found.isEmpty()) {
            throw new Failure(
                    ExitCode.WRONG_USAGE,
                    "There is no %s in the %s directory %s."
                            .formatted(String.join(" or ", kind.files()), directory.source(), directory.path()));
        }
        DefinitionFiles named = DefinitionFiles.read(console, AgentDocuments.names(console, found), options.agents);
        if (named.agents() != null) {
            return named;
        }
        List<SourceFile> documents = new AgentDocuments(console).in(options.scope);
        return new DefinitionFiles(
                Stream.concat(named.definition().stream(), documents.stream()).toList(), null);
    }

    /** Finds what is wrong before any service is asked. */
    private static void requireReadable(RunRequest request, DefinitionFiles files) {
        if (DefinitionReader.read(DefinitionInput.of(request, DefinitionLimits.DEFAULT))
                instanceof ReadResult.Unreadable unreadable) {
            throw new RejectedDefinition(
                    Problem.of(unreadable.code(), unreadable.detail()).withErrors(unreadable.problems()), files.all());
        }
    }
}
