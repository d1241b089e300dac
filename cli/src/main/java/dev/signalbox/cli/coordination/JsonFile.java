package dev.signalbox.cli.coordination;

import dev.signalbox.contracts.ContractJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes files whole: a reader sees the old content or the new, never a part. */
final class JsonFile {
    private JsonFile() {}

    static void write(Path file, Object content) throws IOException {
        writeText(file, text(content));
    }

    static String text(Object content) throws IOException {
        return ContractJson.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(content) + "\n";
    }

    static void writeText(Path file, String text) throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        Files.createDirectories(directory);
        Path beside = Files.createTempFile(directory, ".", ".part");
        try {
            Files.writeString(beside, text);
            Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(beside);
        }
    }
}
