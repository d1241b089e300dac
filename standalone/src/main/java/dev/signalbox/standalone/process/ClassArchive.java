package dev.signalbox.standalone.process;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The classes that a Java program loads, parsed and linked once and for all: with them it starts in about half the time.
 * The first life that ends in good order writes them; every later one of the same build reads them. Several processes may
 * use and write an archive at the same time: each writes a file of its own, and only whole ones are published.
 *
 * @param directory where archives of this build are kept
 * @param name the program
 * @param build tells one build of the program from another
 */
public record ClassArchive(Path directory, String name, String build) {
    private static final String COMPLETE = ".jsa";
    private static final String INCOMPLETE = ".incomplete";
    /** The Java virtual machine writes it last, so that a file that begins with it is whole. */
    private static final int MAGIC_NUMBER = 0xf00baba8;

    private static final Duration LONGER_THAN_WRITING_TAKES = Duration.ofMinutes(10);

    /** The archive of a program that runs these jars. */
    public static ClassArchive of(String name, List<Path> jars) throws IOException {
        long fingerprint = Runtime.version().hashCode();
        for (Path jar : jars) {
            fingerprint = 31 * fingerprint + jar.hashCode();
            fingerprint = 31 * fingerprint + Files.size(jar);
            fingerprint = 31 * fingerprint + Files.getLastModifiedTime(jar).toMillis();
        }
        return new ClassArchive(
                Home.directory().resolve("standalone/target/archives"),
                name,
                HexFormat.of().toHexDigits(fingerprint));
    }

    /** The options of a life that uses the archive if there is one, and else writes it at its end. */
    public List<String> options() throws IOException {
        if (!isUsable()) {
            return List.of();
        }
        for (Path written : files("-" + build + INCOMPLETE)) {
            try {
                publish(written);
            } catch (NoSuchFileException anotherWasFirst) {
                // The archive is there all the same.
            }
        }
        String option = Files.exists(archive())
                ? "-XX:SharedArchiveFile=" + archive()
                : "-XX:ArchiveClassesAtExit="
                        + directory.resolve(name + "-" + UUID.randomUUID() + "-" + build + INCOMPLETE);
        return List.of(option, "-Xlog:cds=off,aot=off");
    }

    /** Somebody else's installation may be read only: then there is no archive, and all else goes on. */
    private boolean isUsable() {
        try {
            return Files.isWritable(Files.createDirectories(directory));
        } catch (IOException readOnly) {
            return false;
        }
    }

    private void publish(Path written) throws IOException {
        if (isWhole(written)) {
            Files.move(written, archive(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            for (Path old : files(COMPLETE)) {
                if (!old.equals(archive())) {
                    Files.deleteIfExists(old);
                }
            }
        } else if (isAbandoned(written)) {
            Files.deleteIfExists(written);
        }
    }

    private Path archive() {
        return directory.resolve(name + "-" + build + COMPLETE);
    }

    private List<Path> files(String suffix) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().startsWith(name + "-")
                            && file.toString().endsWith(suffix))
                    .toList();
        }
    }

    private static boolean isWhole(Path written) {
        try (DataInputStream in = new DataInputStream(Files.newInputStream(written))) {
            return Integer.reverseBytes(in.readInt()) == MAGIC_NUMBER;
        } catch (IOException notYetOrTakenByAnother) {
            return false;
        }
    }

    private static boolean isAbandoned(Path written) throws IOException {
        return Files.getLastModifiedTime(written)
                .toInstant()
                .isBefore(Instant.now().minus(LONGER_THAN_WRITING_TAKES));
    }
}
