package dev.signalbox.cli.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Where the demonstration lives: the data of its stack, and the repository it shows. */
record DemoDirectory(Path path) {
    static DemoDirectory in(Path current) {
        return new DemoDirectory(current.resolve(".signalbox").resolve("demo"));
    }

    Path stack() {
        return path.resolve("stack");
    }

    /** Deletes what an earlier demonstration has left and gives the place for a new repository. */
    Path clean() throws IOException {
        deleteTree(path);
        return path.resolve("repository");
    }

    private static void deleteTree(Path root) throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        List<Path> deepestFirst;
        try (Stream<Path> tree = Files.walk(root)) {
            deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            Files.delete(path);
        }
    }
}
