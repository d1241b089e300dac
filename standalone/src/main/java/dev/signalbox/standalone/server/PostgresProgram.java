package dev.signalbox.standalone.server;

import dev.signalbox.standalone.process.Launch;
import dev.signalbox.standalone.process.Program;
import dev.signalbox.standalone.process.Readiness;
import dev.signalbox.standalone.process.StopSignal;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;

/** How PostgreSQL runs on one machine. */
public final class PostgresProgram implements Program {
    private static final String NAME = "signalbox";
    private static final int ANSWER_TIMEOUT_MS = 1_000;
    private static final int PROTOCOL_3 = 3 << 16;
    private static final int AUTHENTICATION_REQUEST = 'R';

    private final Path directory;
    private final int port;

    /** @param directory where its cluster and its password are kept */
    public PostgresProgram(Path directory, int port) {
        this.directory = directory.toAbsolutePath();
        this.port = port;
    }

    @Override
    public String name() {
        return "postgres";
    }

    @Override
    public int port() {
        return port;
    }

    public String jdbcUrl() {
        return "jdbc:" + reactiveUrl();
    }

    public String reactiveUrl() {
        return "postgresql://127.0.0.1:%d/%s".formatted(port, NAME);
    }

    public String username() {
        return NAME;
    }

    /** The password of the role, made up when the cluster was. */
    public String password() {
        try {
            return SecretFile.read(passwordFile());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void prepare() throws IOException {
        Files.createDirectories(directory);
        SecretFile.make(passwordFile());
        if (!Files.exists(cluster())) {
            PostgresCluster.create(directory, directory.resolve("cluster.incomplete"), NAME, passwordFile());
            Files.move(directory.resolve("cluster.incomplete"), cluster(), StandardCopyOption.ATOMIC_MOVE);
        }
        PostmasterPidFile.in(cluster()).deleteIfStale();
    }

    @Override
    public Launch launch() throws IOException {
        return PostgresCluster.launch(
                "postgres",
                directory,
                List.of("-D", cluster().toString()),
                Map.of(
                        "port", Integer.toString(port),
                        "listen_addresses", "127.0.0.1",
                        // A socket file has a lock with a process id in it, which after a crash may name a stranger.
                        "unix_socket_directories", "",
                        "max_connections", "60",
                        "shared_buffers", "64MB",
                        "max_wal_size", "512MB",
                        "jit", "off",
                        "log_checkpoints", "off",
                        // The event log keeps its Kafka offsets in the same transaction as its rows: what a crash takes
                        // from it, it reads again. So a commit need not wait for the disk.
                        "synchronous_commit", "off"));
    }

    @Override
    public StopSignal stopSignal() {
        return StopSignal.INTERRUPT;
    }

    /** Sends the first message of a connection: a server that accepts connections asks who is there. */
    @Override
    public Readiness readiness() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(ANSWER_TIMEOUT_MS);
            byte[] parameters =
                    "user\0%s\0database\0%s\0\0".formatted(NAME, NAME).getBytes(StandardCharsets.US_ASCII);
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            out.writeInt(Integer.BYTES + Integer.BYTES + parameters.length);
            out.writeInt(PROTOCOL_3);
            out.write(parameters);
            out.flush();
            return new DataInputStream(socket.getInputStream()).read() == AUTHENTICATION_REQUEST
                    ? Readiness.ready()
                    : Readiness.waitsFor("PostgreSQL to recover its data");
        } catch (IOException notYet) {
            return Readiness.waitsFor("PostgreSQL to answer on port " + port);
        }
    }

    private Path cluster() {
        return directory.resolve("cluster");
    }

    private Path passwordFile() {
        return directory.resolve("password");
    }
}
