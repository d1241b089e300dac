package dev.signalbox.runner.process.port;

import dev.signalbox.contracts.spec.ResourceLimits;
import dev.signalbox.runner.process.Resource;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Control groups for attempts. Thread-safe. */
public interface ControlGroups extends AutoCloseable {
    /** The limits that the kernel keeps here. */
    Set<Resource> kept();

    /** Why it does not keep the others, in a sentence for people; empty when it keeps all. */
    String shortcoming();

    /**
     * Makes a group of its own.
     *
     * @param name letters, digits and {@code . _ -}; used once
     * @return empty when there are no groups here
     * @throws IOException when there are, and this one cannot be made
     */
    Optional<ControlGroup> open(String name, ResourceLimits limits) throws IOException;

    /** The groups that an earlier run of this node has left. */
    List<ControlGroup> leftBehind();

    /** Gives back what belongs to this node, when no group is left. */
    @Override
    void close();
}
