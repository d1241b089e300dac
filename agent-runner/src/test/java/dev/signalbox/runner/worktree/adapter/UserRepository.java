package dev.signalbox.runner.worktree.adapter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A repository as a person has it: a checkout on a branch, looked at with plain git. */
public final class UserRepository {
    private final Path directory;

    private UserRepository(Path directory) {
        this.directory = directory;
    }

    /** A repository with one commit of these files, each a path and its content. */
    public static UserRepository create(Path directory, String... files) {
        UserRepository repository = empty(directory);
        for (int at = 0; at < files.length; at += 2) {
            repository.write(files[at], files[at + 1]);
        }
        repository.git("add", "--all");
        repository.git("commit", "--quiet", "--message", "begin");
        return repository;
    }

    /** A repository without a commit. */
    public static UserRepository empty(Path directory) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        UserRepository repository = new UserRepository(directory);
        repository.git("init", "--quiet", "--initial-branch=main");
        return repository;
    }

    public Path directory() {
        return directory;
    }

    public void write(String path, String content) {
        try {
            Path file = directory.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What git prints; it must succeed. */
    public String git(String... arguments) {
        return gitIn(directory, arguments);
    }

    public static String gitIn(Path directory, String... arguments) {
        StringBuilder output = new StringBuilder();
        if (call(directory, output, arguments) != 0) {
            throw new AssertionError(List.of(arguments) + " failed: " + output);
        }
        return output.toString();
    }

    /** The exit code of a call that may fail. */
    public static int exitCodeIn(Path directory, String... arguments) {
        return call(directory, new StringBuilder(), arguments);
    }

    private static int call(Path directory, StringBuilder output, String... arguments) {
        List<String> command = new ArrayList<>(List.of("git", "-c", "user.name=u", "-c", "user.email=u@example.org"));
        command.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .start();
            output.append(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip());
            return process.waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** A file as the branch of a run has it. */
    public String show(String branch, String path) {
        return git("show", branch + ":" + path);
    }
}
