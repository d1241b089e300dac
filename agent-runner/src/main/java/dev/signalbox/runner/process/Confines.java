package dev.signalbox.runner.process;

import dev.signalbox.contracts.AttemptRef;
import dev.signalbox.contracts.spec.ResourceLimits;
import dev.signalbox.runner.process.port.ControlGroup;
import dev.signalbox.runner.process.port.ControlGroups;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Holds the processes of attempts to their limits: by the kernel where it can be done, else by looking. Thread-safe.
 *
 * @param groups the groups of this machine
 * @param patrol looks at what the kernel does not keep
 * @param policy what becomes of an attempt that cannot be held to a limit
 */
public record Confines(ControlGroups groups, Patrol patrol, LimitPolicy policy) {
    /**
     * Everything that holds one attempt.
     *
     * @param wanted what its step says; null when it says nothing
     * @throws Refusal when it has a limit that must be kept and cannot be
     */
    public Confinement open(AttemptRef attempt, @Nullable ResourceLimits wanted) throws Refusal {
        ResourceLimits limits = wanted == null ? ResourceLimits.NONE : wanted;
        String shortcoming = groups.shortcoming();
        ControlGroup group = null;
        try {
            group = groups.open(name(attempt), limits).orElse(null);
        } catch (IOException e) {
            shortcoming = "its control group cannot be made: " + e.getMessage();
        }
        Set<Resource> kept = group == null ? Set.of() : groups.kept();
        String warning = warning(limits, kept, shortcoming);
        if (warning != null && policy == LimitPolicy.REQUIRE) {
            if (group != null) {
                group.remove();
            }
            throw new Refusal(warning);
        }
        return new Confinement(limits, group, new LimitWatch(limits, kept), warning);
    }

    private static @Nullable String warning(ResourceLimits limits, Set<Resource> kept, String shortcoming) {
        Set<Resource> unkept = EnumSet.noneOf(Resource.class);
        unkept.addAll(Resource.limitedBy(limits));
        unkept.removeAll(kept);
        unkept.removeAll(LimitWatch.WATCHED);
        return unkept.isEmpty()
                ? null
                : "this runner cannot hold a step to its limit of "
                        + unkept.stream().map(Resource::key).collect(Collectors.joining(", ")) + ": " + shortcoming;
    }

    /** The epoch makes it unique within the run; the rest is for people. */
    static String name(AttemptRef attempt) {
        String step = attempt.step().value().replaceAll("[^A-Za-z0-9._-]", "_");
        return attempt.run().value() + "." + attempt.epoch() + "." + step.substring(0, Math.min(step.length(), 100));
    }
}
