package dev.signalbox.cli.stack;

import dev.signalbox.standalone.stack.StackClient;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a stack keeps its state.
 *
 * @param path the state directory, absolute
 */
public record StackDirectory(Path path) {
    private static final String NAME = ".signalbox";

    /** The stack of this directory. */
    public static StackDirectory in(Path current) {
        return new StackDirectory(current.resolve(NAME));
    }

    static StackDirectory chosen(@Nullable String option, Path current) {
        return option == null ? in(current) : new StackDirectory(current.resolve(option));
    }

    public StackClient client() {
        return new StackClient(path);
    }

    /** The door of the stack that runs here; empty when none does. */
    public Optional<URI> door() {
        return Files.isDirectory(path) ? client().door() : Optional.empty();
    }
}
