package dev.signalbox.definitions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.contracts.api.InputProblem;
import dev.signalbox.contracts.api.SourceFile;
import dev.signalbox.contracts.spec.RunSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Files of the tests, and what becomes of them. */
final class Fixtures {
    private static final Path RESOURCES = Path.of("src", "test", "resources");

    private Fixtures() {}

    static SourceFile file(String name) {
        return file(RESOURCES.resolve(name));
    }

    static SourceFile file(Path path) {
        try {
            return new SourceFile(String.valueOf(path.getFileName()), Files.readString(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<SourceFile> files(String directory) {
        return files(RESOURCES.resolve(directory));
    }

    static List<SourceFile> files(Path directory) {
        try {
            return SourceDirectory.sources(directory).stream()
                    .map(Fixtures::file)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static SourceFile yaml(String... lines) {
        return new SourceFile("definition.yaml", "apiVersion: signalbox/v1\n" + String.join("\n", lines) + "\n");
    }

    static RunSpec specOf(DefinitionInput input) {
        return readable(input).spec();
    }

    static ReadResult.Readable readable(DefinitionInput input) {
        ReadResult result = DefinitionReader.read(input);
        assertThat(result).isInstanceOf(ReadResult.Readable.class);
        return (ReadResult.Readable) result;
    }

    static ReadResult.Unreadable unreadable(DefinitionInput input) {
        ReadResult result = DefinitionReader.read(input);
        assertThat(result).isInstanceOf(ReadResult.Unreadable.class);
        return (ReadResult.Unreadable) result;
    }

    /** A problem in one line: {@code CODE@column in line}. */
    static String place(InputProblem problem) {
        return problem.line() + ": " + problem.code() + "@" + problem.column();
    }
}
