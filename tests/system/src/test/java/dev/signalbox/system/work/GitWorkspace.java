package dev.signalbox.system.work;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A workspace that is a git repository, as a person has it.
 *
 * @param directory its checkout
 */
public record GitWorkspace(Path directory) {
    /** Makes a repository of a directory, with one commit of one file. */
    public static GitWorkspace begin(Path directory) {
        GitWorkspace workspace = new GitWorkspace(directory);
        try {
            Files.writeString(directory.resolve("README"), "begin\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        workspace.git("init", "--quiet", "--initial-branch=main");
        workspace.git("add", "--all");
        workspace.git("-c", "user.name=u", "-c", "user.email=u@example.org", "commit", "--quiet", "--message", "begin");
        return workspace;
    }

    /** What git prints; it must succeed. */
    public String git(String... arguments) {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (process.waitFor() != 0) {
                throw new IllegalStateException(command + " failed: " + output);
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
