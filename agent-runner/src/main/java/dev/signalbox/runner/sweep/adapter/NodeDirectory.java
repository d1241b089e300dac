package dev.signalbox.runner.sweep.adapter;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** The runner's directory: belongs to one process at a time and keeps the node's id from one start to the next. */
public final class NodeDirectory implements AutoCloseable {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    private final Path directory;
    private final FileChannel lockFile;
    private final String node;

    private NodeDirectory(Path directory, FileChannel lockFile, String node) {
        this.directory = directory;
        this.lockFile = lockFile;
        this.node = node;
    }

    /**
     * Opens the directory, and creates it when needed.
     *
     * @param configured the node's id; when empty, the one kept in the directory, which is made up at first
     * @throws IOException when another process has it, or it cannot be written; the message is for people
     */
    public static NodeDirectory open(Path path, Optional<String> configured) throws IOException {
        Path directory = Files.createDirectories(path.toAbsolutePath());
        FileChannel lockFile =
                FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!lock(lockFile)) {
            lockFile.close();
            throw new IOException("another agent runner uses the directory " + directory);
        }
        return new NodeDirectory(directory, lockFile, node(directory, configured));
    }

    public String node() {
        return node;
    }

    /** A directory inside, which exists. */
    public Path inside(String name) throws IOException {
        return Files.createDirectories(directory.resolve(name));
    }

    /** A directory inside, which exists and has none of the files that an earlier process left there. */
    public Path emptied(String name) throws IOException {
        Path inside = inside(name);
        try (DirectoryStream<Path> left = Files.newDirectoryStream(inside)) {
            for (Path file : left) {
                Files.delete(file);
            }
        }
        return inside;
    }

    public Path file(String name) {
        return directory.resolve(name);
    }

    @Override
    public void close() throws IOException {
        lockFile.close();
    }

    private static boolean lock(FileChannel file) throws IOException {
        try {
            FileLock lock = file.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static String node(Path directory, Optional<String> configured) throws IOException {
        Path file = directory.resolve("node-id");
        String id;
        if (configured.isPresent()) {
            id = configured.get();
        } else if (Files.exists(file)) {
            id = Files.readString(file).strip();
        } else {
            id = "runner-" + UUID.randomUUID().toString().substring(0, 8);
        }
        if (!ID.matcher(id).matches()) {
            throw new IOException("not a usable id of a runner: '" + id + "'");
        }
        Files.writeString(file, id + "\n");
        return id;
    }
}
