package dev.signalbox.runner.process.port;

import dev.signalbox.contracts.spec.ResourceLimits;
import dev.signalbox.runner.process.Resource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A machine without groups.
 *
 * @param shortcoming why there are none
 */
public record NoControlGroups(String shortcoming) implements ControlGroups {
    @Override
    public Set<Resource> kept() {
        return Set.of();
    }

    @Override
    public Optional<ControlGroup> open(String name, ResourceLimits limits) {
        return Optional.empty();
    }

    @Override
    public List<ControlGroup> leftBehind() {
        return List.of();
    }

    @Override
    public void close() {}
}
