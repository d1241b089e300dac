package dev.signalbox.definitions;

/**
 * How large a definition may be.
 *
 * @param mostBytes of all its files together, in UTF-8
 * @param mostSteps of its graph
 */
public record DefinitionLimits(long mostBytes, int mostSteps) {
    public static final DefinitionLimits DEFAULT = new DefinitionLimits(8L * 1024 * 1024, 20_000);
}
