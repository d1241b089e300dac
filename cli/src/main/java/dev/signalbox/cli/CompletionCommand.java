package dev.signalbox.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code signalbox completion bash|zsh}. */
@Command(
        name = "completion",
        header = "Print a script that makes a shell complete commands and options.",
        description = "The script is for bash; zsh runs it too, through bashcompinit, which the script loads itself.",
        footer = {
            "",
            "Examples:",
            "  source <(signalbox completion bash)",
            "  signalbox completion bash > ~/.local/share/bash-completion/completions/signalbox",
            "  signalbox completion zsh > ~/.signalbox-completion && echo 'source ~/.signalbox-completion' >> ~/.zshrc"
        })
final class CompletionCommand implements Callable<Integer> {
    private static final List<String> SHELLS = List.of("bash", "zsh");

    @ParentCommand
    Signalbox signalbox;

    @Spec
    CommandSpec spec;

    @Parameters(paramLabel = "bash|zsh", description = "The shell.")
    String shell;

    @Override
    public Integer call() {
        if (!SHELLS.contains(shell)) {
            throw new Failure(
                    ExitCode.WRONG_USAGE,
                    "There is no completion for '%s', only for %s.".formatted(shell, String.join(" and ", SHELLS)));
        }
        signalbox.console().say(AutoComplete.bash("signalbox", spec.root().commandLine()));
        return ExitCode.DONE.number();
    }
}
