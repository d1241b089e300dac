package dev.signalbox.standalone.server;

import dev.signalbox.standalone.process.Launch;
import dev.signalbox.standalone.process.Program;
import dev.signalbox.standalone.process.Readiness;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** How Redis runs on one machine. */
public final class RedisProgram implements Program {
    private static final String BINARY = "redis-server-6.2.6-v5-linux-amd64";
    private static final String EXECUTABLE = "redis-server";
    private static final int ANSWER_TIMEOUT_MS = 1_000;

    private final Path directory;
    private final int port;

    /** @param directory where its append-only file is kept */
    public RedisProgram(Path directory, int port) {
        this.directory = directory.toAbsolutePath();
        this.port = port;
    }

    @Override
    public String name() {
        return "redis";
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public void prepare() throws IOException {
        Files.createDirectories(directory);
    }

    @Override
    public Launch launch() throws IOException {
        List<String> command = List.of(
                executable().toString(),
                "--port",
                Integer.toString(port),
                "--bind",
                "127.0.0.1",
                "--dir",
                directory.toString(),
                "--appendonly",
                "yes",
                "--appendfsync",
                "everysec",
                "--save",
                "",
                "--maxmemory-policy",
                "noeviction",
                "--daemonize",
                "no",
                // The title is written over the environment, by which leftovers are recognised.
                "--set-proc-title",
                "no");
        return new Launch(command, Map.of(), directory);
    }

    @Override
    public Readiness readiness() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(ANSWER_TIMEOUT_MS);
            socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readNBytes(5), StandardCharsets.US_ASCII);
            return answer.equals("+PONG") ? Readiness.ready() : Readiness.waitsFor("Redis to load its data");
        } catch (IOException notYet) {
            return Readiness.waitsFor("Redis to answer on port " + port);
        }
    }

    private static Path executable() throws IOException {
        return ServerBinaries.unpacked("redis-6.2.11", "/" + BINARY, (content, target) -> {
                    Path file = target.resolve(EXECUTABLE);
                    Files.copy(content, file);
                    Executables.allow(file);
                })
                .resolve(EXECUTABLE);
    }
}
