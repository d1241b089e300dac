package dev.signalbox.runner.worktree.adapter;

import dev.signalbox.runner.worktree.Holdings;
import dev.signalbox.runner.worktree.port.PlaceStorage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The directories of worktrees and copies: in each one for every run, and in that one for every attempt. Sizes are the lengths of the
 * files, and known from {@link #run}; a place that was not there then counts as much as the others do on average.
 */
public final class DiskPlaces implements PlaceStorage, Runnable {
    private final Path worktrees;
    private final Path copies;
    private final Map<Path, Long> sizes = new ConcurrentHashMap<>();

    public DiskPlaces(Path worktrees, Path copies) {
        this.worktrees = worktrees;
        this.copies = copies;
    }

    @Override
    public Holdings holdings() throws IOException {
        List<Path> trees = placesIn(worktrees);
        List<Path> all = new ArrayList<>(trees);
        all.addAll(placesIn(copies));
        return new Holdings(trees.size(), bytes(all), free());
    }

    /** The worktrees, the oldest first. */
    List<Path> worktrees() throws IOException {
        List<Path> found = new ArrayList<>(placesIn(worktrees));
        Map<Path, FileTime> begins = new HashMap<>();
        found.forEach(worktree -> begins.put(worktree, begin(worktree)));
        found.sort(Comparator.comparing(begins::get));
        return found;
    }

    /** Looks how large they are. What cannot be read is left out. */
    @Override
    public void run() {
        try {
            List<Path> all = new ArrayList<>(placesIn(worktrees));
            all.addAll(placesIn(copies));
            sizes.keySet().retainAll(all);
            for (Path place : all) {
                sizes.put(place, size(place));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes the directories of runs in which no worktree is left. */
    void removeEmptyRuns() throws IOException {
        for (Path run : directoriesIn(worktrees)) {
            if (directoriesIn(run).isEmpty()) {
                removeIfEmpty(run);
            }
        }
    }

    private static void removeIfEmpty(Path directory) throws IOException {
        try {
            Files.deleteIfExists(directory);
        } catch (DirectoryNotEmptyException e) {
            // a worktree has just been made in it
        }
    }

    private long bytes(List<Path> places) {
        List<Long> known =
                places.stream().map(sizes::get).filter(Objects::nonNull).toList();
        long sum = known.stream().mapToLong(Long::longValue).sum();
        return known.isEmpty() ? 0 : sum + sum / known.size() * (places.size() - known.size());
    }

    private long free() {
        Path there = worktrees.toAbsolutePath();
        while (!Files.exists(there)) {
            there = Objects.requireNonNull(there.getParent(), "a root that is there");
        }
        return there.toFile().getUsableSpace();
    }

    /** Git writes this file when it makes the worktree, and never again. */
    private static FileTime begin(Path worktree) {
        try {
            return Files.getLastModifiedTime(worktree.resolve(".git"));
        } catch (IOException e) {
            return FileTime.fromMillis(Long.MAX_VALUE);
        }
    }

    private static long size(Path directory) throws IOException {
        Sum sum = new Sum();
        Files.walkFileTree(directory, sum);
        return sum.bytes;
    }

    private static List<Path> placesIn(Path root) throws IOException {
        List<Path> places = new ArrayList<>();
        for (Path run : directoriesIn(root)) {
            places.addAll(directoriesIn(run));
        }
        return places;
    }

    private static List<Path> directoriesIn(Path parent) throws IOException {
        List<Path> found = new ArrayList<>();
        if (Files.isDirectory(parent)) {
            try (DirectoryStream<Path> inside = Files.newDirectoryStream(parent, Files::isDirectory)) {
                inside.forEach(found::add);
            } catch (NoSuchFileException e) {
                return List.of();
            }
        }
        return found;
    }

    /** Agents may be at work in what is looked at: files come and go. */
    private static final class Sum extends SimpleFileVisitor<Path> {
        private long bytes;

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            bytes += attributes.isRegularFile() ? attributes.size() : 0;
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) {
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException e) {
            return FileVisitResult.CONTINUE;
        }
    }
}
