package dev.signalbox.admission.runs;

import dev.signalbox.contracts.ContractJson;
import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.spec.StepSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Cuts steps that do not fit into one record of the log into parts that do. */
public final class RunParts {
    /** How large a part is at most, in bytes of JSON, unless one step is larger. */
    public static final long SIZE = 4L * 1024 * 1024;

    private RunParts() {}

    /**
     * The same steps in parts, each of which needs no step of a later one. Steps keep their order as far as that allows.
     *
     * @param steps without a circle; what they need and is not among them is taken to be there
     * @param most how many bytes of JSON a part has at most; a larger step is a part by itself
     */
    public static List<List<StepSpec>> cut(List<StepSpec> steps, long most) {
        List<List<StepSpec>> parts = new ArrayList<>();
        List<StepSpec> part = new ArrayList<>();
        long size = 0;
        for (StepSpec step : neededFirst(steps)) {
            long bytes = sizeOf(step);
            if (!part.isEmpty() && size + bytes > most) {
                parts.add(List.copyOf(part));
                part.clear();
                size = 0;
            }
            part.add(step);
            size += bytes;
        }
        parts.add(List.copyOf(part));
        return List.copyOf(parts);
    }

    private static List<StepSpec> neededFirst(List<StepSpec> steps) {
        Map<StepId, StepSpec> left = new LinkedHashMap<>();
        steps.forEach(step -> left.put(step.id(), step));
        List<StepSpec> ordered = new ArrayList<>(steps.size());
        Set<StepId> begun = new HashSet<>();
        List<StepSpec> path = new ArrayList<>();
        for (StepSpec step : steps) {
            path.add(step);
            while (!path.isEmpty()) {
                StepSpec last = path.getLast();
                if (begun.add(last.id())) {
                    last.dependsOn().reversed().stream()
                            .filter(needed -> left.containsKey(needed) && !begun.contains(needed))
                            .map(left::get)
                            .forEach(path::add);
                } else {
                    path.removeLast();
                    if (left.remove(last.id()) != null) {
                        ordered.add(last);
                    }
                }
            }
        }
        return ordered;
    }

    private static long sizeOf(StepSpec step) {
        try {
            return ContractJson.mapper().writeValueAsBytes(step).length + 1L;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
