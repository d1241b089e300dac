package dev.signalbox.runner.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signalbox.contracts.WorkspaceId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;

/**
 * Where workspaces are on this machine. An absolute path means itself and must exist; a name is looked up in the configuration, and else
 * gets a directory of its own.
 */
public final class Workspaces {
    private static final int LONGEST_NAME = 180;

    private final Map<String, Path> configured;
    private final Path others;

    /** @param others where workspaces get a directory that the configuration does not name */
    public Workspaces(Map<String, Path> configured, Path others) {
        this.configured = Map.copyOf(configured);
        this.others = others;
    }

    /** @throws IOException when there is no such directory; the message is for people */
    public Path directory(WorkspaceId workspace) throws IOException {
        Path named = configured.get(workspace.value());
        if (named != null) {
            return existing(named, workspace);
        }
        Path given = path(workspace);
        return given.isAbsolute()
                ? existing(given, workspace)
                : Files.createDirectories(others.resolve(directoryName(workspace)));
    }

    private static Path path(WorkspaceId workspace) throws IOException {
        try {
            return Path.of(workspace.value());
        } catch (InvalidPathException e) {
            throw new IOException("the workspace " + workspace + " is not a path", e);
        }
    }

    private static Path existing(Path directory, WorkspaceId workspace) throws IOException {
        if (!Files.isDirectory(directory)) {
            throw new IOException("the workspace " + workspace + " is not a directory on this runner");
        }
        return directory.toRealPath();
    }

    /** A file name that no other workspace has: what is not a plain character is written as its code. */
    static String directoryName(WorkspaceId workspace) {
        StringBuilder name = new StringBuilder();
        workspace.value().chars().forEach(c -> {
            if (isPlain(c) || (c == '.' && !name.isEmpty())) {
                name.append((char) c);
            } else {
                name.append('%').append("%04x".formatted(c));
            }
        });
        return name.length() <= LONGEST_NAME
                ? name.toString()
                : name.substring(0, LONGEST_NAME) + "%"
                        + UUID.nameUUIDFromBytes(workspace.value().getBytes(UTF_8));
    }

    private static boolean isPlain(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    }
}
