package dev.signalbox.cli.run;

import dev.signalbox.cli.ExitCode;
import dev.signalbox.cli.Failure;
import dev.signalbox.contracts.WorkspaceId;
import dev.signalbox.contracts.api.InputProblem;
import dev.signalbox.contracts.api.SourceFile;
import dev.signalbox.contracts.spec.RunSpec;
import dev.signalbox.definitions.DefinitionInput;
import dev.signalbox.definitions.DefinitionReader;
import dev.signalbox.definitions.ReadResult;
import dev.signalbox.definitions.SourceDirectory;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
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
    /** Beyond this no service takes it, so it is not even read. */
    private static final long LARGEST = 64L << 20;

    /** What a definition has that names none. */
    private static final WorkspaceId UNNAMED = new WorkspaceId("default");

    public DefinitionFiles {
        definition = List.copyOf(definition);
    }

    public static DefinitionFiles read(Path current, List<String> paths, @Nullable String agents) throws IOException {
        List<SourceFile> definition = new ArrayList<>();
        for (String path : paths) {
            definition.addAll(sources(current, path));
        }
        return new DefinitionFiles(definition, agents == null ? null : source(current, agents));
    }

    /** Every file, for showing lines of it. */
    public List<SourceFile> all() {
        return Stream.concat(definition.stream(), Stream.ofNullable(agents)).toList();
    }

    /** Whether the definition says itself in which workspace it runs. */
    public boolean nameTheirWorkspace() {
        DefinitionInput input = DefinitionInput.of(definition.toArray(SourceFile[]::new));
        return DefinitionReader.read(agents == null ? input : input.withAgents(agents))
                        instanceof ReadResult.Readable(RunSpec spec, List<InputProblem> _)
                && !spec.workspace().equals(UNNAMED);
    }

    private static List<SourceFile> sources(Path current, String path) throws IOException {
        Path directory = current.resolve(path);
        if (!Files.isDirectory(directory)) {
            return List.of(source(current, path));
        }
        List<SourceFile> sources = new ArrayList<>();
        for (Path file : SourceDirectory.sources(directory)) {
            sources.add(
                    source(current, Path.of(path).resolve(file.getFileName()).toString()));
        }
        if (sources.isEmpty()) {
            throw new Failure(ExitCode.WRONG_USAGE, "The directory has no YAML or JSON file: '%s'.".formatted(path));
        }
        return sources;
    }

    private static SourceFile source(Path current, String name) throws IOException {
        Path file = current.resolve(name);
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new Failure(ExitCode.WRONG_USAGE, "There is no file that can be read: '%s'.".formatted(name));
        }
        if (Files.size(file) > LARGEST) {
            throw new Failure(
                    ExitCode.WRONG_USAGE,
                    "The file is too large for a definition: '%s', %d MiB.".formatted(name, Files.size(file) >> 20));
        }
        try {
            return new SourceFile(name, Files.readString(file));
        } catch (CharacterCodingException e) {
            throw new Failure(ExitCode.WRONG_USAGE, "The file is not text in UTF-8: '%s'.".formatted(name));
        }
    }
}
