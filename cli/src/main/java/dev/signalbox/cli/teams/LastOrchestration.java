package dev.signalbox.cli.teams;

import dev.signalbox.contracts.ContractJson;
import dev.signalbox.contracts.RunId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * The run of a team or pipeline that was started last from a directory, kept in that directory.
 *
 * @param run the run
 * @param name what people call it
 */
record LastOrchestration(RunId run, String name) {
    private static final Path FILE = Path.of(".signalbox", "orchestration.json");

    static Optional<LastOrchestration> in(Path directory) throws IOException {
        Path file = directory.resolve(FILE);
        return Files.exists(file)
                ? Optional.of(ContractJson.mapper().readValue(Files.readString(file), LastOrchestration.class))
                : Optional.empty();
    }

    /** Keeps it. A reader sees the one before or this one, whole. */
    void keep(Path directory) throws IOException {
        Path file = directory.resolve(FILE);
        Files.createDirectories(file.getParent());
        Path written = Files.createTempFile(file.getParent(), "orchestration", ".json");
        Files.writeString(written, ContractJson.mapper().writeValueAsString(this));
        Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Forgets it; false when there was none. */
    static boolean forget(Path directory) throws IOException {
        return Files.deleteIfExists(directory.resolve(FILE));
    }
}
