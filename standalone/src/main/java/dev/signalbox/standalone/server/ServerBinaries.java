package dev.signalbox.standalone.server;

import dev.signalbox.standalone.process.Home;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;

/**
 * Programs that travel inside jars, unpacked once per user into the cache directory. Two processes may unpack at the
 * same time: whoever is first wins, and nobody sees a directory half full.
 */
final class ServerBinaries {
    /** Fills an empty directory from the resource. */
    @FunctionalInterface
    interface Unpacking {
        void unpack(InputStream resource, Path directory) throws IOException;
    }

    private ServerBinaries() {}

    /**
     * The directory with the unpacked content of a resource.
     *
     * @param name the name and version, which is the name of the directory in the cache
     * @param resource the absolute name of the resource on the class path
     */
    static Path unpacked(String name, String resource, Unpacking unpacking) throws IOException {
        refuseOtherPlatforms();
        Path cache = Files.createDirectories(Home.cache());
        Path directory = cache.resolve(name);
        if (!Files.isDirectory(directory)) {
            Path incomplete = Files.createTempDirectory(cache, name + ".incomplete-");
            try (InputStream content = ServerBinaries.class.getResourceAsStream(resource)) {
                if (content == null) {
                    throw new FileNotFoundException("The class path has no " + resource);
                }
                unpacking.unpack(content, incomplete);
            }
            publish(incomplete, directory);
        }
        return directory;
    }

    private static void publish(Path incomplete, Path directory) throws IOException {
        try {
            Files.move(incomplete, directory, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException otherWasFirst) {
            Directories.delete(incomplete);
        }
    }

    private static void refuseOtherPlatforms() throws IOException {
        String platform = System.getProperty("os.name") + " " + System.getProperty("os.arch");
        if (!platform.toLowerCase(Locale.ROOT).equals("linux amd64")) {
            throw new IOException(
                    "Standalone brings servers for Linux on amd64 only, and this is %s. Point the services to servers of your own."
                            .formatted(platform));
        }
    }
}
