package dev.signalbox.definitions.text;

/** Is told of every key that a mapping has twice; the first one counts. */
@FunctionalInterface
public interface DuplicateKeys {
    void found(String key, Place second, Place first);
}
