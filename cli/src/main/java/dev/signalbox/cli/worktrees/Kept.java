package dev.signalbox.cli.worktrees;

import dev.signalbox.cli.ExitCode;
import dev.signalbox.cli.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The worktrees of attempts in one repository.
 *
 * @param repository its git
 * @param worktrees the oldest runs first
 */
record Kept(Git repository, List<Row> worktrees) {
    Kept {
        worktrees = List.copyOf(worktrees);
    }

    /** A worktree, what would be lost with it, and how many bytes its files have. */
    record Row(Worktree worktree, WorktreeState state, long bytes) {}

    /** What there is in the repository of a directory. */
    static Kept in(Path directory) {
        Git git = new Git(directory);
        String common = git.line("rev-parse", "--path-format=absolute", "--git-common-dir")
                .orElseThrow(() -> new Failure(
                        ExitCode.WRONG_USAGE, "There is no git repository here: '%s'.".formatted(directory)));
        Git repository = new Git(Path.of(common));
        List<Row> rows = new ArrayList<>();
        for (Worktree worktree : Worktree.read(repository.run("worktree", "list", "--porcelain", "-z"))) {
            rows.add(new Row(worktree, WorktreeState.of(worktree, repository), bytes(Path.of(worktree.path()))));
        }
        rows.sort(
                (one, other) -> one.worktree().run().compareTo(other.worktree().run()));
        return new Kept(repository, rows);
    }

    long bytes() {
        return worktrees.stream().mapToLong(Row::bytes).sum();
    }

    /** The worktree of this path or branch. */
    Row named(String name, Path from) {
        String path = from.resolve(name).normalize().toString();
        return worktrees.stream()
                .filter(row -> row.worktree().branch().equals(name)
                        || row.worktree().path().equals(path))
                .findFirst()
                .orElseThrow(() -> new Failure(
                        ExitCode.WRONG_USAGE,
                        "There is no worktree of an attempt with this path or branch: '%s'.".formatted(name)));
    }

    /** Removes a merged worktree; what somebody has changed in it, or committed on its branch, since it was read stays. */
    void removeMerged(Row row) {
        Worktree worktree = row.worktree();
        repository.run("worktree", "remove", worktree.path());
        repository.ask("update-ref", "-d", "refs/heads/" + worktree.branch(), worktree.commit());
    }

    /** Removes a worktree with all that is in it, and its branch. */
    void removeWithWork(Row row) {
        Worktree worktree = row.worktree();
        if (worktree.lock() != null) {
            repository.run("worktree", "unlock", worktree.path());
        }
        repository.run("worktree", "remove", "--force", worktree.path());
        repository.run("branch", "--quiet", "-D", worktree.branch());
    }

    private static long bytes(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.mapToLong(Kept::size).sum();
        } catch (NoSuchFileException e) {
            return 0;
        } catch (IOException | UncheckedIOException e) {
            throw new Failure(ExitCode.UNEXPECTED, "A worktree cannot be read: " + e.getMessage());
        }
    }

    private static long size(Path file) {
        try {
            return Files.isRegularFile(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            return 0;
        }
    }
}
