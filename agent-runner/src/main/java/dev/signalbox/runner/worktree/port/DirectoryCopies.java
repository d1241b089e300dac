package dev.signalbox.runner.worktree.port;

import java.io.IOException;
import java.nio.file.Path;

/** Copies of directories. */
@FunctionalInterface
public interface DirectoryCopies {
    /** Copies a directory with all that is in it. Nothing is left of a copy that fails. */
    void copy(Path from, Path to) throws IOException;
}
