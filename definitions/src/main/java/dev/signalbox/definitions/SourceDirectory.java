package dev.signalbox.definitions;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Which files of a directory are a definition. */
public final class SourceDirectory {
    private static final List<String> ENDINGS = List.of(".yaml", ".yml", ".json");

    private SourceDirectory() {}

    /**
     * The files that belong together: {@code ws-*.json} when there are any, else every YAML and JSON file. Only the directory itself is
     * looked at, hidden files are left out, and the order is that of the names.
     *
     * @throws IOException when the directory cannot be listed
     */
    public static List<Path> sources(Path directory) throws IOException {
        List<Path> files;
        try (Stream<Path> entries = Files.list(directory)) {
            files = entries.filter(Files::isRegularFile)
                    .filter(file -> ENDINGS.stream().anyMatch(name(file)::endsWith)
                            && !name(file).startsWith("."))
                    .sorted(Comparator.comparing(SourceDirectory::name))
                    .toList();
        }
        List<Path> workstreams =
                files.stream().filter(SourceDirectory::isWorkstream).toList();
        return workstreams.isEmpty() ? files : workstreams;
    }

    private static boolean isWorkstream(Path file) {
        return name(file).startsWith("ws-") && name(file).endsWith(".json");
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    }
}
