package dev.signalbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompletionCommandTest {
    @TempDir
    Path directory;

    @Test
    void the_script_is_free_of_syntax_errors_and_completes_commands_and_options_in_bash() throws Exception {
        CommandRun completion = CommandRun.of(directory, Map.of(), "completion", "bash");
        Files.writeString(directory.resolve("completion.sh"), completion.out());

        assertThat(completion.exitCode()).isZero();
        assertThat(bash("bash", "-n", "completion.sh")).isEmpty();
        assertThat(bash("bash", "-c", "source completion.sh; complete -p signalbox"))
                .contains("_complete_signalbox");
        assertThat(completed("signalbox", "val")).containsExactly("validate");
        assertThat(completed("signalbox", "plan", "--fail")).containsExactly("--fail-on-conflict");
    }

    @Test
    void the_script_for_zsh_is_the_same_and_loads_what_zsh_needs_for_it() {
        CommandRun zsh = CommandRun.of(directory, Map.of(), "completion", "zsh");

        assertThat(zsh.exitCode()).isZero();
        assertThat(zsh.out()).contains("ZSH_VERSION", "bashcompinit");
    }

    @Test
    void another_shell_is_wrong_usage() {
        CommandRun fish = CommandRun.of(directory, Map.of(), "completion", "fish");

        assertThat(fish.exitCode()).isEqualTo(2);
        assertThat(fish.err()).contains("There is no completion for 'fish', only for bash and zsh.");
    }

    private List<String> completed(String... words) throws IOException, InterruptedException {
        String typed = String.join(" ", words);
        return bash(
                        "bash",
                        "-c",
                        "source completion.sh; COMP_WORDS=($1); COMP_CWORD=$2; COMP_LINE=$1; COMP_POINT=${#1};"
                                + " _complete_signalbox 2> problems.txt; printf '%s\\n' \"${COMPREPLY[@]}\"",
                        "bash",
                        typed,
                        Integer.toString(words.length - 1))
                .lines()
                .map(String::strip)
                .toList();
    }

    private String bash(String... command) throws IOException, InterruptedException {
        Process bash = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        String printed = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(bash.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(bash.exitValue()).as(printed).isZero();
        return printed;
    }
}
