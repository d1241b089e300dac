package dev.signalbox.runner.slot.port;

import java.util.Optional;
import java.util.Set;

/** Knows which runners there are, from a source that does not fail together with the slots. */
@FunctionalInterface
public interface RunnerGroup {
    /** The ids of all runners of all pools; empty when that is in doubt right now. */
    Optional<Set<String>> members();
}
