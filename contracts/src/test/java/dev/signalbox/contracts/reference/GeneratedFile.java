package dev.signalbox.contracts.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A committed file, or a part of one, that is made from the contracts. A test compares it with what would be made now; with the
 * system property {@code signalbox.rewrite} it is written instead.
 */
final class GeneratedFile {
    private static final Path REPOSITORY = Path.of("..");
    private static final String HOW_TO_REWRITE =
            " is not what the contracts say now. Rewrite it with: ./mvnw -pl contracts test -Dsignalbox.rewrite";

    private GeneratedFile() {}

    /** Expects a file of the repository to have this content. */
    static void hasContent(String file, String content) {
        Path path = REPOSITORY.resolve(file);
        if (System.getProperty("signalbox.rewrite") != null) {
            write(path, content);
        }
        assertThat(Files.exists(path) ? read(path) : "")
                .as(file + HOW_TO_REWRITE)
                .isEqualTo(content);
    }

    /** Expects the part between the two marks of this name to have this content; all around it is written by hand. */
    static void hasPart(String file, String name, String content) {
        String page = read(REPOSITORY.resolve(file));
        String begin = "<!-- generated: " + name + " -->\n";
        String end = "<!-- end of " + name + " -->";
        assertThat(page).as(file + " needs the two marks around '" + name + "'").contains(begin, end);
        hasContent(
                file,
                page.substring(0, page.indexOf(begin) + begin.length())
                        + "\n"
                        + content.strip()
                        + "\n\n"
                        + page.substring(page.indexOf(end)));
    }

    private static String read(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path path, String content) {
        try {
            Files.createDirectories(path.getParent());
            Files.writeString(path, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
