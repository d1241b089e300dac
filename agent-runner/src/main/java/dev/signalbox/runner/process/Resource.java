package dev.signalbox.runner.process;

import dev.signalbox.contracts.spec.ResourceLimits;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** Something of which the processes of an attempt may use only so much. */
public enum Resource {
    MEMORY("memory"),
    PROCESSES("processes"),
    PROCESSORS("cpu");

    private final String key;

    Resource(String key) {
        this.key = key;
    }

    /** As definitions call it. */
    public String key() {
        return key;
    }

    /** What is limited. */
    public static Set<Resource> limitedBy(ResourceLimits limits) {
        Set<Resource> limited = EnumSet.noneOf(Resource.class);
        if (limits.memoryBytes() != null) {
            limited.add(MEMORY);
        }
        if (limits.processes() != null) {
            limited.add(PROCESSES);
        }
        if (limits.processors() != null) {
            limited.add(PROCESSORS);
        }
        return Collections.unmodifiableSet(limited);
    }
}
