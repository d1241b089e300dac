package dev.signalbox.contracts.spec;

import java.util.List;

/**
 * Where a run specification came from.
 *
 * @param format the input format, for example {@code signalbox/v1} or {@code workstreams}
 * @param names the names of the files or request parts, in the order in which they were read
 */
public record DefinitionSource(String format, List<String> names) {
    public DefinitionSource {
        names = List.copyOf(names);
    }
}
