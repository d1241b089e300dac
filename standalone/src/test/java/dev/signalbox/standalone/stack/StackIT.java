package dev.signalbox.standalone.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.signalbox.standalone.process.Cookie;
import dev.signalbox.standalone.process.FreePort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real servers under the real supervisor; the services are stand-ins, the real ones are tried in tests/system. */
class StackIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path directory;

    private final List<String> said = new CopyOnWriteArrayList<>();

    @Test
    void whatever_is_killed_comes_back_on_its_port_and_close_leaves_nothing() throws IOException {
        StackSettings settings = FakeHome.settings(directory);
        Cookie cookie = new Leftovers(settings.directory()).cookie();
        try (Stack stack = Stack.start(settings, said::add)) {
            assertThat(stack.processes())
                    .extracting(ProcessRecord::name)
                    .containsExactly(
                            "kafka",
                            "redis",
                            "postgres",
                            "admission-service",
                            "scheduler-service",
                            "agent-runner",
                            "event-log");
            assertThat(stack.processes()).extracting(ProcessRecord::state).containsOnly(ProcessState.READY);
            assertThat(cookie.bearers()).hasSizeGreaterThanOrEqualTo(7);

            for (String name : List.of("kafka", "redis", "postgres", "agent-runner")) {
                ProcessRecord killed = stack.kill(name);
                ProcessRecord back = stack.awaitReturn(killed, PATIENCE);
                assertThat(back.restarts()).as(name).isEqualTo(1);
                assertThat(back.port()).as(name).isEqualTo(killed.port());
            }
        }

        assertThat(cookie.bearers()).isEmpty();
        assertThat(new StackClient(settings.directory()).processes())
                .extracting(ProcessRecord::state)
                .containsOnly(ProcessState.STOPPED);
    }

    @Test
    void a_taken_door_is_said_plainly_and_leaves_nothing() throws IOException {
        try (ServerSocket door = new ServerSocket(FreePort.any(), 1, InetAddress.getLoopbackAddress())) {
            StackSettings settings = FakeHome.settings(directory).withDoorPort(door.getLocalPort());

            assertThatThrownBy(() -> Stack.start(settings, said::add))
                    .isInstanceOf(StackException.class)
                    .hasMessageContaining(Integer.toString(door.getLocalPort()))
                    .hasMessageContaining("--port");

            assertThat(new Leftovers(settings.directory()).cookie().bearers()).isEmpty();
        }
    }

    @Test
    void a_detached_stack_outlives_its_starter_and_what_a_killed_supervisor_leaves_is_ended_by_down()
            throws IOException {
        StackSettings settings = FakeHome.settings(directory);
        StackClient client = new StackClient(settings.directory());
        StackRecord stack = StackClient.upDetached(settings, said::add);
        try {
            assertThat(client.door())
                    .hasValueSatisfying(door -> assertThat(door).hasToString(stack.door()));
            assertThat(client.processes())
                    .extracting(ProcessRecord::state)
                    .hasSize(7)
                    .containsOnly(ProcessState.READY);
            assertThat(said).anyMatch(line -> line.contains("kafka is ready"));
            assertThatThrownBy(() -> StackClient.upDetached(settings, said::add))
                    .isInstanceOf(StackException.class)
                    .hasMessageContaining("is taken by the stack of process "
                            + stack.supervisor().pid());

            stack.supervisor().handle().orElseThrow().destroyForcibly();
            await().until(() -> !stack.supervisor().isAlive());
            assertThat(client.door()).isEmpty();
            assertThat(client.processes()).extracting(ProcessRecord::state).containsOnly(ProcessState.LEFT_OVER);

            assertThat(client.down()).isEqualTo(StackClient.Down.CLEANED_UP);
            assertThat(new Leftovers(settings.directory()).cookie().bearers()).isEmpty();
            assertThat(client.down()).isEqualTo(StackClient.Down.NOT_RUNNING);
        } finally {
            client.down();
        }
    }

    @Test
    void down_ends_a_detached_stack_in_good_order_and_its_directory_can_be_used_again() throws IOException {
        StackSettings settings = FakeHome.settings(directory);
        StackClient client = new StackClient(settings.directory());
        StackClient.upDetached(settings, said::add);

        assertThat(client.down()).isEqualTo(StackClient.Down.STOPPED);

        assertThat(new Leftovers(settings.directory()).cookie().bearers()).isEmpty();
        Stack.start(settings, said::add).close();
    }
}
