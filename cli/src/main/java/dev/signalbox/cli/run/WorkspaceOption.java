package dev.signalbox.cli.run;

import dev.signalbox.cli.Console;
import dev.signalbox.cli.ExitCode;
import dev.signalbox.cli.Failure;
import dev.signalbox.cli.OwnAttempt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a person says about the workspace: nothing, a directory, or a name that the runner's configuration knows. */
public final class WorkspaceOption {
    private WorkspaceOption() {}

    /**
     * The workspace to ask for: the real path of a directory, so that two ways to name it are one workspace, or the name as it is.
     *
     * @param option the value of the option; null for that of the attempt that the command is called in, else the current directory
     */
    public static String resolve(@Nullable String option, Console console) throws IOException {
        Path current = console.directory();
        if (option == null) {
            Optional<String> own = OwnAttempt.workspace(console);
            return own.isPresent() ? own.get() : current.toRealPath().toString();
        }
        Path directory = current.resolve(option);
        if (Files.isDirectory(directory)) {
            return directory.toRealPath().toString();
        }
        if (option.contains("/") || option.isBlank()) {
            throw new Failure(ExitCode.WRONG_USAGE, "The workspace is not a directory: '%s'.".formatted(option));
        }
        return option;
    }

    /** The workspace that is meant where it need not be on this machine: a directory by its real path, anything else as it was said. */
    public static String named(String option, Console console) throws IOException {
        if (option.isBlank()) {
            throw new Failure(ExitCode.WRONG_USAGE, "a workspace needs a name");
        }
        Path directory = console.directory().resolve(option);
        return Files.isDirectory(directory) ? directory.toRealPath().toString() : option;
    }
}
