package dev.signalbox.cli.run;

import dev.signalbox.cli.Console;
import dev.signalbox.cli.ExitCode;
import dev.signalbox.cli.Failure;
import dev.signalbox.contracts.WorkspaceId;
import dev.signalbox.contracts.api.InputProblem;
import dev.signalbox.contracts.api.RunParameters;
import dev.signalbox.contracts.api.SourceFile;
import dev.signalbox.contracts.spec.RunSpec;
import dev.signalbox.definitions.DefinitionInput;
import dev.signalbox.definitions.DefinitionReader;
import dev.signalbox.definitions.ReadResult;
import dev.signalbox.definitions.SourceDirectory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a person asked to run, read from disk. Files are called what the person called them.
 *
 * @param definition the files of the definition, at least one
 * @param agents the agents file; null when there is none
 */
public record DefinitionFiles(
        List<SourceFile> definition, @Nullable SourceFile agents) {
    private static final String STANDARD_INPUT = "-";

    /** Beyond this no service takes it, so it is not even read. */
    private static final long LARGEST = 64L << 20;

    /** What a definition has that names none. */
    private static final WorkspaceId UNNAMED = new WorkspaceId("default");

    public DefinitionFiles {
        definition = List.copyOf(definition);
    }

    /** Reads files, the files of directories, and standard input where the path is {@code -}. */
    public static DefinitionFiles read(Console console, List<String> paths, @Nullable String agents)
            throws IOException {
        List<SourceFile> definition = new ArrayList<>();
        for (String path : paths) {
            definition.addAll(sources(console, path));
        }
        return new DefinitionFiles(definition, agents == null ? null : source(console, agents));
    }

    /** Every file, for showing lines of it. */
    public List<SourceFile> all() {
        return Stream.concat(definition.stream(), Stream.ofNullable(agents)).toList();
    }

    /** Whether the definition says itself in which workspace it runs. */
    public boolean nameTheirWorkspace() {
        return nameTheirWorkspace(RunParameters.NONE);
    }

    boolean nameTheirWorkspace(RunParameters parameters) {
        DefinitionInput input =
                DefinitionInput.of(definition.toArray(SourceFile[]::new)).withParameters(parameters);
        return DefinitionReader.read(agents == null ? input : input.withAgents(agents))
                        instanceof ReadResult.Readable(RunSpec spec, List<InputProblem> _)
                && !spec.workspace().equals(UNNAMED);
    }

    static boolean isDirectory(Console console, String path) {
        return !path.equals(STANDARD_INPUT)
                && Files.isDirectory(console.directory().resolve(path));
    }

    private static List<SourceFile> sources(Console console, String path) throws IOException {
        if (!isDirectory(console, path)) {
            return List.of(source(console, path));
        }
        Path directory = console.directory().resolve(path);
        List<SourceFile> sources = new ArrayList<>();
        for (Path file : SourceDirectory.sources(directory)) {
            sources.add(
                    source(console, Path.of(path).resolve(file.getFileName()).toString()));
        }
        if (sources.isEmpty()) {
            throw new Failure(ExitCode.WRONG_USAGE, "The directory has no YAML or JSON file: '%s'.".formatted(path));
        }
        return sources;
    }

    /** Reads one file, or standard input. */
    public static SourceFile source(Console console, String name) throws IOException {
        if (name.equals(STANDARD_INPUT)) {
            return new SourceFile(STANDARD_INPUT, text(name, console.in().readNBytes((int) LARGEST + 1)));
        }
        Path file = console.directory().resolve(name);
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new Failure(ExitCode.WRONG_USAGE, "There is no file that can be read: '%s'.".formatted(name));
        }
        try (InputStream content = Files.newInputStream(file)) {
            return new SourceFile(name, text(name, content.readNBytes((int) LARGEST + 1)));
        }
    }

    private static String text(String name, byte[] content) {
        if (content.length > LARGEST) {
            throw new Failure(
                    ExitCode.WRONG_USAGE,
                    "The file is too large for a definition: '%s', more than %d MiB.".formatted(name, LARGEST >> 20));
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new Failure(ExitCode.WRONG_USAGE, "The file is not text in UTF-8: '%s'.".formatted(name));
        }
    }
}
