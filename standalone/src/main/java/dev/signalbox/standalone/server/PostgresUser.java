package dev.signalbox.standalone.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** As whom PostgreSQL runs: it refuses to be root. */
final class PostgresUser {
    private PostgresUser() {}

    /**
     * What goes before the command. An ordinary user needs nothing. Root goes into a user namespace of its own in which
     * it is nobody: the files stay its own, so that nothing has to be given away, and its powers stay outside.
     */
    static List<String> prefix() {
        return isRoot() ? List.of("unshare", "--user") : List.of();
    }

    private static boolean isRoot() {
        try {
            return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        } catch (IOException unknown) {
            return false;
        }
    }
}
