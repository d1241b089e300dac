package dev.signalbox.bench;

import dev.signalbox.standalone.process.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What a bench has on disk. */
final class Directories {
    private Directories() {}

    /** A new one for a stack, on the disk of the checkout as that of a user is: what a machine has for temporary files may be much slower. */
    static Path forStack() throws IOException {
        return Files.createTempDirectory(Home.directory().resolve("tests/bench/target"), "stack");
    }

    /** Removes what is left of one. */
    static void delete(Path directory) throws IOException {
        List<Path> paths;
        try (Stream<Path> found = Files.walk(directory)) {
            paths = found.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : paths) {
            Files.deleteIfExists(path);
        }
    }
}
