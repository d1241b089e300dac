package dev.signalbox.runner.worktree.adapter;

import dev.signalbox.runner.worktree.port.DirectoryCopies;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Comparator;
import java.util.stream.Stream;

/** Copies file by file. Symbolic links are copied as links; sockets, pipes and devices are left out. */
public final class PlainCopies implements DirectoryCopies {
    @Override
    public void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try {
            Files.walkFileTree(from, new Copying(from, to));
        } catch (IOException e) {
            delete(to);
            throw e;
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).forEach(PlainCopies::deleteOne);
        }
    }

    private static void deleteOne(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Copying extends SimpleFileVisitor<Path> {
        private final Path from;
        private final Path to;

        Copying(Path from, Path to) {
            this.from = from;
            this.to = to;
        }

        /** A copy inside of what is copied is not copied. */
        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) throws IOException {
            if (directory.equals(to)) {
                return FileVisitResult.SKIP_SUBTREE;
            }
            Files.createDirectories(counterpart(directory));
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            if (!attributes.isOther()) {
                Files.copy(
                        file,
                        counterpart(file),
                        StandardCopyOption.COPY_ATTRIBUTES,
                        StandardCopyOption.REPLACE_EXISTING,
                        LinkOption.NOFOLLOW_LINKS);
            }
            return FileVisitResult.CONTINUE;
        }

        private Path counterpart(Path path) {
            return to.resolve(from.relativize(path));
        }
    }
}
