package dev.signalbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SignalboxTest {
    @TempDir
    Path directory;

    private CommandRun signalbox(String... arguments) {
        return CommandRun.of(directory, Map.of(), arguments);
    }

    static Set<String> commands() {
        return Signalbox.commandLine(CommandRun.console(Path.of("/"), Map.of()))
                .getSubcommands()
                .keySet();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void every_command_explains_itself_with_examples(String command) {
        CommandRun help = signalbox(command, "--help");

        assertThat(help.exitCode()).isZero();
        assertThat(help.out()).contains("Usage: signalbox " + command, "Examples:", "signalbox " + command, "--json");
        assertThat(signalbox("help", command).out()).isEqualTo(help.out());
    }

    @Test
    void without_a_command_it_lists_them() {
        assertThat(signalbox().out()).contains("demo", "run", "status", "help exit-codes");
    }

    @Test
    void the_exit_codes_are_explained() {
        assertThat(signalbox("help", "exit-codes").out())
                .contains(
                        "0  done",
                        "1  the run failed",
                        "2  wrong usage",
                        "3  denied",
                        "4  the service",
                        "130  interrupted");
    }

    @Test
    void a_misspelt_command_gets_a_suggestion() {
        CommandRun wrong = signalbox("stauts", "last");

        assertThat(wrong.exitCode()).isEqualTo(ExitCode.WRONG_USAGE.number());
        assertThat(wrong.err()).contains("stauts", "Did you mean", "status");
    }

    @Test
    void a_missing_argument_is_wrong_usage_and_points_to_the_help() {
        CommandRun wrong = signalbox("status");

        assertThat(wrong.exitCode()).isEqualTo(ExitCode.WRONG_USAGE.number());
        assertThat(wrong.err()).contains("RUN", "signalbox status --help");
    }

    @Test
    void a_url_that_is_none_is_wrong_usage() {
        CommandRun wrong = signalbox("runs", "--url", "localhost:8080");

        assertThat(wrong.exitCode()).isEqualTo(ExitCode.WRONG_USAGE.number());
        assertThat(wrong.err()).contains("--url is not an http or https address: 'localhost:8080'");
    }

    @Test
    void nobody_listening_is_one_clear_sentence_and_exit_code_4() throws IOException {
        String nobody = "http://127.0.0.1:" + freePort();

        CommandRun lonely = CommandRun.of(directory, Map.of("SIGNALBOX_URL", nobody), "status", "last");

        assertThat(lonely.exitCode()).isEqualTo(ExitCode.UNREACHABLE.number());
        assertThat(lonely.err())
                .isEqualToIgnoringNewLines("Nothing answers at " + nobody
                        + ". Start a stack with 'signalbox up', or name another door with --url.");
        assertThat(lonely.out()).isEmpty();
    }

    @Test
    void an_error_is_json_for_programs() throws IOException {
        String nobody = "http://127.0.0.1:" + freePort();

        CommandRun lonely = signalbox("runs", "--url", nobody, "--json");

        assertThat(lonely.err()).startsWith("{\"code\":\"UNREACHABLE\",\"detail\":\"Nothing answers");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
