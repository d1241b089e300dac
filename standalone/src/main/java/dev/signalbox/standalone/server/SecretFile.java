package dev.signalbox.standalone.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** A secret that nobody has to type, in a file that only its owner may read. */
public final class SecretFile {
    private SecretFile() {}

    /** The secret in this file; made up when there is no file. */
    public static String readOrMake(Path file) {
        try {
            make(file);
            return read(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static String read(Path file) throws IOException {
        return Files.readString(file).strip();
    }

    /** Makes it up unless it is there; the file has the whole secret or is not there. */
    static void make(Path file) throws IOException {
        if (Files.exists(file)) {
            return;
        }
        Path incomplete = Files.createTempFile(
                file.toAbsolutePath().getParent(),
                "secret",
                "",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(incomplete, Passwords.random());
        Files.move(incomplete, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
