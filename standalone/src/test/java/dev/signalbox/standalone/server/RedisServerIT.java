package dev.signalbox.standalone.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedisServerIT {
    @TempDir
    Path directory;

    @Test
    void what_was_written_is_there_after_a_kill_and_after_a_stop_on_the_same_port() throws IOException {
        try (RedisServer redis = RedisServer.start(directory, 0)) {
            int port = redis.port();
            assertThat(answers(port, "SET run one")).containsExactly("+OK");

            redis.kill();
            redis.startAgain();
            assertThat(answers(port, "GET run")).containsExactly("$3", "one");

            redis.stop();
            redis.startAgain();
            assertThat(answers(redis.port(), "GET run")).containsExactly("$3", "one");
            assertThat(redis.port()).isEqualTo(port);
        }
    }

    @Test
    void after_close_no_process_is_left() {
        RedisServer redis = RedisServer.start(directory, 0);
        Process process = redis.process();

        redis.close();

        assertThat(process.isAlive()).isFalse();
    }

    private static List<String> answers(int port, String command) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            List<String> lines = new ArrayList<>(List.of(in.readLine()));
            if (lines.getFirst().startsWith("$")) {
                lines.add(in.readLine());
            }
            return lines;
        }
    }
}
