package dev.signalbox.cli.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The small repository that the agents of the demonstration edit.
 *
 * @param directory its root, a real path
 * @param versioned whether it is a git repository; without git on the machine it is a directory
 */
record DemoRepository(Path directory, boolean versioned) {
    private static final String README =
            "# A library of signals\n\nWritten by the agents of the Signalbox demonstration.\n";

    /**
     * Creates it, with the agents in it so that steps find them from their working directory.
     *
     * @param example the directory {@code examples/demo}
     */
    static DemoRepository create(Path directory, Path example) throws IOException {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("README.md"), README);
        copy(example.resolve("agents"), directory.resolve("agents"));
        DemoRepository repository = new DemoRepository(directory.toRealPath(), Git.isInstalled());
        if (repository.versioned()) {
            Git git = new Git(repository.directory());
            git.run("init", "--quiet");
            git.run("add", "--all");
            git.run("commit", "--quiet", "--message", "The empty project");
            git.run("tag", "begin");
        }
        return repository;
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName().toString()));
            }
        }
    }

    /** The files that differ from the beginning, as {@code A path} or {@code M path}; empty without git. */
    List<String> changedFiles() throws IOException {
        return versioned ? new Git(directory).run("diff", "--name-status", "begin", "HEAD") : List.of();
    }

    /** Who committed what, the first commit first; empty without git. */
    List<String> log() throws IOException {
        return versioned ? new Git(directory).run("log", "--reverse", "--format=%h %s", "begin..HEAD") : List.of();
    }
}
