package dev.signalbox.standalone.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** As whom PostgreSQL runs: it refuses to be root. */
final class PostgresUser {
    private static final List<String> UNSHARE = List.of("unshare", "--user");
    private static final Probe NAMESPACES = new Probe(List.of("unshare", "--user", "true"));

    private PostgresUser() {}

    /**
     * What goes before the command. An ordinary user needs nothing. Root goes into a user namespace of its own in which
     * it is nobody: the files stay its own, so that nothing has to be given away, and its powers stay outside.
     *
     * @throws IOException if this is root and the system has no user namespaces
     */
    static List<String> prefix() throws IOException {
        if (!isRoot()) {
            return List.of();
        }
        if (!NAMESPACES.works()) {
            throw new IOException("PostgreSQL refuses to run as root, and this system allows no user namespaces "
                    + "(`unshare --user true` fails). Run Signalbox as an ordinary user.");
        }
        return UNSHARE;
    }

    private static boolean isRoot() {
        try {
            return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        } catch (IOException unknown) {
            return false;
        }
    }
}
