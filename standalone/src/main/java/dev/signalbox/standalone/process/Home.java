package dev.signalbox.standalone.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Where Signalbox is installed and where it keeps what can be made again. */
public final class Home {
    private static final String PROPERTY = "signalbox.home";
    private static final String VARIABLE = "SIGNALBOX_HOME";

    private Home() {}

    /**
     * The directory that holds the {@code signalbox} script: system property {@code signalbox.home}, else environment
     * variable {@code SIGNALBOX_HOME}, else the nearest directory from the working directory upwards that has it.
     */
    public static Path directory() {
        String told = System.getProperty(PROPERTY, System.getenv(VARIABLE));
        if (told != null && !told.isBlank()) {
            return Path.of(told).toAbsolutePath().normalize();
        }
        return Stream.iterate(Path.of("").toAbsolutePath(), path -> path != null, Path::getParent)
                .filter(path ->
                        Files.isRegularFile(path.resolve("signalbox")) && Files.isDirectory(path.resolve("standalone")))
                .findFirst()
                .orElseThrow(() -> new StartException(
                        "The Signalbox directory was not found from here upwards. Set SIGNALBOX_HOME to it."));
    }

    /** Unpacked server binaries: {@code $XDG_CACHE_HOME/signalbox}, else {@code ~/.cache/signalbox}. */
    public static Path cache() {
        String told = System.getenv("XDG_CACHE_HOME");
        Path caches =
                told == null || told.isBlank() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(told);
        return caches.resolve("signalbox").toAbsolutePath();
    }
}
