package dev.signalbox.contracts.api;

import org.jspecify.annotations.Nullable;

/**
 * One problem in an input file.
 *
 * @param severity an error stops the run, a warning does not
 * @param code stable, for example {@code DEPENDENCY_UNKNOWN}
 * @param message what is wrong, for people
 * @param file the name of the file or request part
 * @param line 1 is the first
 * @param column 1 is the first
 * @param pointer the place as a JSON pointer; null when the text could not be parsed
 */
public record InputProblem(
        Severity severity,
        String code,
        String message,
        String file,
        int line,
        int column,
        @Nullable String pointer) {}
