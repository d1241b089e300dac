package dev.signalbox.cli.worktrees;

import dev.signalbox.cli.ExitCode;
import dev.signalbox.cli.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The git of this machine in one directory, called with argument lists and without hooks. */
record Git(Path directory) {
    /** Where the user's own settings would change what happens; whoever hides new files must not lose them with a worktree. */
    private static final List<String> SETTINGS =
            List.of("core.hooksPath=/dev/null", "core.quotePath=false", "status.showUntrackedFiles=normal");

    /** What a call printed, and its exit code. */
    record Answer(int exitCode, String output) {
        boolean isYes() {
            return exitCode == 0;
        }
    }

    /** What git prints when it succeeds. */
    String run(String... arguments) {
        Answer answer = ask(arguments);
        if (!answer.isYes()) {
            throw new Failure(
                    ExitCode.UNEXPECTED,
                    "git " + arguments[0] + " failed: " + answer.output().strip());
        }
        return answer.output();
    }

    /** The first line of an answer that may fail. */
    Optional<String> line(String... arguments) {
        Answer answer = ask(arguments);
        return answer.isYes() ? answer.output().lines().findFirst() : Optional.empty();
    }

    Answer ask(String... arguments) {
        List<String> command = new ArrayList<>(List.of("git", "-C", directory.toString()));
        SETTINGS.forEach(setting -> command.addAll(List.of("-c", setting)));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("GIT_"));
        environment.put("LC_ALL", "C");
        environment.put("GIT_TERMINAL_PROMPT", "0");
        environment.put("GIT_OPTIONAL_LOCKS", "0");
        try {
            Process git = builder.start();
            git.getOutputStream().close();
            String output = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Answer(git.waitFor(), output);
        } catch (IOException e) {
            throw new Failure(ExitCode.UNEXPECTED, "git does not run here: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure(ExitCode.UNEXPECTED, "interrupted while git ran");
        }
    }
}
