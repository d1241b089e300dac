package dev.signalbox.runner.worktree.port;

import dev.signalbox.runner.worktree.Holdings;
import java.io.IOException;

/** The disk on which the places of attempts are. Thread-safe. */
@FunctionalInterface
public interface PlaceStorage {
    /** What is there. Answers at once: sizes may be those of a minute ago. */
    Holdings holdings() throws IOException;
}
