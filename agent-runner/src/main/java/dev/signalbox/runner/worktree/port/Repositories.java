package dev.signalbox.runner.worktree.port;

import java.io.IOException;
import java.nio.file.Path;

/** Finds the repository of a directory. */
@FunctionalInterface
public interface Repositories {
    /**
     * @throws CannotIsolate when the directory is in no repository, or git is missing or too old
     * @throws IOException when git fails
     */
    Repository at(Path directory) throws IOException, CannotIsolate;
}
