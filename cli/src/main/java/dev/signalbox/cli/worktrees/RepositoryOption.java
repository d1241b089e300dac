package dev.signalbox.cli.worktrees;

import dev.signalbox.cli.Console;
import dev.signalbox.cli.ExitCode;
import dev.signalbox.cli.Failure;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which repository is meant. */
final class RepositoryOption {
    @Option(
            names = "--workspace",
            paramLabel = "DIRECTORY",
            description = "A directory of the repository. Default: the current directory.")
    @Nullable
    Path workspace;

    Kept read(Console console) {
        Path directory =
                workspace == null ? console.directory() : console.directory().resolve(workspace);
        if (!Files.isDirectory(directory)) {
            throw new Failure(ExitCode.WRONG_USAGE, "The workspace is not a directory: '%s'.".formatted(directory));
        }
        return Kept.in(directory);
    }
}
