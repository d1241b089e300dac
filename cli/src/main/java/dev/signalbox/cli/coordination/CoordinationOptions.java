package dev.signalbox.cli.coordination;

import dev.signalbox.cli.ExitCode;
import dev.signalbox.cli.Failure;
import dev.signalbox.cli.Signalbox;
import dev.signalbox.cli.run.DefinitionFiles;
import dev.signalbox.cli.run.GovernorOptions;
import dev.signalbox.cli.run.WorkspaceOption;
import dev.signalbox.contracts.api.RunParameters;
import dev.signalbox.contracts.api.RunRequest;
import dev.signalbox.contracts.api.SourceFile;
import dev.signalbox.contracts.spec.Isolation;
import dev.signalbox.definitions.DefinitionInput;
import dev.signalbox.definitions.DefinitionReader;
import dev.signalbox.definitions.ReadResult;
import dev.signalbox.definitions.format.coordination.CoordinationFormat;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What a plan and a run of workflows are told. */
final class CoordinationOptions {
    static final String SETTINGS = ".ai/config/coordination.yaml";

    @Parameters(arity = "1..*", paramLabel = "FILE|DIRECTORY", description = "The workflows.")
    List<String> paths;

    @Option(
            names = "--mode",
            paramLabel = "MODE",
            description = "sequential or parallel: how the workflows follow each other. Default: parallel.")
    @Nullable
    String mode;

    @Option(
            names = "--max-parallel",
            paramLabel = "N",
            description = "How many steps may be in flight together. Default: 3.")
    @Nullable
    Integer maxParallel;

    @Option(names = "--budget", paramLabel = "USD", description = "What the run may cost. Default: 50.")
    @Nullable
    BigDecimal budget;

    @Option(
            names = "--agents",
            paramLabel = "FILE",
            description = "Who does what: an actor is the agent of that id or type.")
    @Nullable
    String agents;

    @Option(
            names = "--workspace",
            paramLabel = "DIRECTORY|NAME",
            description = "Whose files the agents edit. Default: here.")
    @Nullable
    String workspace;

    @Option(
            names = "--isolation",
            paramLabel = "MODE",
            description = "Where the attempts at every step work: worktree, directory or none. Default: none.")
    @Nullable
    Isolation isolation;

    @Option(names = "--strict", description = "An unknown key is an error instead of a warning.")
    boolean strict;

    @Mixin
    GovernorOptions governor = new GovernorOptions();

    /** Reads the files, and the defaults of the project beside them. */
    CoordinationInput read(Signalbox signalbox) throws IOException {
        if (budget != null && budget.signum() < 0) {
            throw new Failure(ExitCode.WRONG_USAGE, "The budget must not be negative: " + budget.toPlainString() + ".");
        }
        Path directory = signalbox.console().directory();
        DefinitionFiles files = DefinitionFiles.read(signalbox.console(), paths, agents);
        if (!paths.contains(SETTINGS) && Files.isRegularFile(directory.resolve(SETTINGS)) && mayHaveSettings(files)) {
            List<SourceFile> more = new ArrayList<>(files.definition());
            more.addAll(DefinitionFiles.read(signalbox.console(), List.of(SETTINGS), null)
                    .definition());
            files = new DefinitionFiles(more, files.agents());
        }
        String where = workspace == null && files.nameTheirWorkspace()
                ? null
                : WorkspaceOption.resolve(workspace, signalbox.console());
        return new CoordinationInput(
                files,
                new RunRequest(
                        where,
                        files.definition(),
                        files.agents(),
                        null,
                        strict,
                        maxParallel,
                        new RunParameters(null, null, mode, null, budget, governor.parameters(), isolation)));
    }

    /** Only workflows have defaults; other formats would not know what to do with them. */
    private static boolean mayHaveSettings(DefinitionFiles files) {
        DefinitionInput input = DefinitionInput.of(files.definition().toArray(SourceFile[]::new));
        return !(DefinitionReader.read(files.agents() == null ? input : input.withAgents(files.agents()))
                        instanceof ReadResult.Readable readable)
                || readable.spec().source().format().equals(CoordinationFormat.NAME);
    }
}
