package dev.signalbox.cli.watch;

import java.time.Instant;
import java.util.List;

/** How a run looks on a terminal. */
@FunctionalInterface
public interface Picture {
    /** The lines of the picture at a moment, none wider than the terminal. */
    List<String> lines(RunProgress progress, Instant now);
}
