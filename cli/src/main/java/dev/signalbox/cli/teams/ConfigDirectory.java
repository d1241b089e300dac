package dev.signalbox.cli.teams;

import dev.signalbox.cli.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A directory with teams, pipelines and agent documents.
 *
 * @param source {@code project} or {@code user}
 * @param path where it is, absolute; it may not exist
 */
record ConfigDirectory(String source, Path path) {
    private static final Path OF_PROJECT = Path.of(".pi", "agents");
    private static final List<String> VARIABLES = List.of("PI_CONFIG_DIR", "PI_CODING_AGENT_DIR");

    /** The nearest one upwards from the current directory. */
    static Optional<ConfigDirectory> ofProject(Console console) {
        return Stream.iterate(console.directory(), directory -> directory != null, Path::getParent)
                .map(directory -> directory.resolve(OF_PROJECT))
                .filter(Files::isDirectory)
                .findFirst()
                .map(directory -> new ConfigDirectory("project", directory));
    }

    /** The one of the person: what the environment says, else {@code ~/.pi/agent/agents}. */
    static ConfigDirectory ofUser(Console console) {
        Path base = VARIABLES.stream()
                .map(console::variable)
                .filter(value -> !value.isBlank())
                .findFirst()
                .map(value -> console.directory().resolve(value))
                .orElseGet(() -> home(console).resolve(".pi").resolve("agent"));
        return new ConfigDirectory("user", base.resolve("agents"));
    }

    private static Path home(Console console) {
        String home = console.variable("HOME");
        return Path.of(home.isBlank() ? System.getProperty("user.home") : home);
    }

    /** Where teams and pipelines are taken from: the project's directory when there is one, else the person's. */
    static ConfigDirectory chosen(Console console) {
        return ofProject(console).orElseGet(() -> ofUser(console));
    }

    /** The files of a kind that are there. */
    List<Path> files(Kind kind) {
        return kind.files().stream()
                .map(path::resolve)
                .filter(Files::isRegularFile)
                .toList();
    }

    /** The Markdown files, by name. */
    List<Path> documents() throws IOException {
        if (!Files.isDirectory(path)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(path)) {
            return entries.filter(Files::isRegularFile)
                    .filter(file -> file.getFileName()
                            .toString()
                            .toLowerCase(Locale.ROOT)
                            .endsWith(".md"))
                    .sorted()
                    .toList();
        }
    }
}
