package dev.signalbox.contracts.api;

/**
 * A file of a definition.
 *
 * @param name what error messages call it
 * @param content its text
 */
public record SourceFile(String name, String content) {}
