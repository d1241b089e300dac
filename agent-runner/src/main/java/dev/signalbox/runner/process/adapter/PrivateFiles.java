package dev.signalbox.runner.process.adapter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Files that one attempt reads and nobody else may. Used by one thread at a time. */
public final class PrivateFiles implements AutoCloseable {
    private static final String PRIVATE = "rw-------";

    private final Path directory;
    private final List<Path> written = new ArrayList<>();

    public PrivateFiles(Path directory) {
        this.directory = directory;
    }

    public Path write(String text) throws IOException {
        Path file = directory.resolve(UUID.randomUUID() + ".txt");
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(PRIVATE)));
        written.add(file);
        return Files.writeString(file, text);
    }

    /** Deletes them. What cannot be deleted is when the runner ends. */
    @Override
    public void close() {
        for (Path file : written) {
            if (!file.toFile().delete()) {
                file.toFile().deleteOnExit();
            }
        }
    }
}
