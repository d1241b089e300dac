package dev.signalbox.system.stack;

import dev.signalbox.client.SignalboxClient;
import dev.signalbox.standalone.process.Home;
import dev.signalbox.standalone.stack.Stack;
import dev.signalbox.standalone.stack.StackClient;
import dev.signalbox.standalone.stack.StackSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The stack of this run of the tests. Closed by JUnit after the last test.
 *
 * @param stack the processes
 * @param client a client of its door
 */
record SharedStack(Stack stack, SignalboxClient client) implements AutoCloseable {
    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(SharedStack.class);
    private static final int ANY_FREE_PORT = 0;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    static SharedStack of(ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(SharedStack.class, _ -> start(), SharedStack.class);
    }

    private static SharedStack start() {
        Awaitility.setDefaultTimeout(PATIENCE);
        Awaitility.setDefaultPollInterval(Duration.ofMillis(50));
        Path directory = Home.directory().resolve("tests/system/target/stack");
        new StackClient(directory).down();
        deleteTree(directory);
        Stack stack = Stack.start(settings(directory), System.out::println);
        return new SharedStack(stack, new SignalboxClient(stack.door()));
    }

    /** Times that are short enough to wait for, and caps that are low enough to reach. */
    private static StackSettings settings(Path directory) {
        return StackSettings.in(directory)
                .withDoorPort(ANY_FREE_PORT)
                .withProperty(RunningStack.ADMISSION, "signalbox.admission.max-runs", "" + RunningStack.RUN_CAP)
                .withProperty(RunningStack.ADMISSION, "signalbox.admission.upkeep-interval", "500ms")
                .withProperty(RunningStack.ADMISSION, "signalbox.admission.unsent-for", "1s")
                .withProperty(RunningStack.ADMISSION, "signalbox.admission.rebuild-quiet", "1s")
                .withProperty(RunningStack.ADMISSION, "signalbox.admission.submit-deadline", "2s")
                .withProperty(RunningStack.RUNNER, "signalbox.runner.max-slots", "" + RunningStack.SLOT_CAP)
                .withProperty(RunningStack.RUNNER, "signalbox.runner.slot-lease", "6s")
                .withProperty(RunningStack.RUNNER, "signalbox.runner.lease", RunningStack.LEASE.toString())
                .withProperty(RunningStack.RUNNER, "signalbox.runner.lease-margin", "2s")
                .withProperty(RunningStack.RUNNER, "signalbox.runner.heartbeat-interval", "500ms")
                .withProperty(RunningStack.RUNNER, "signalbox.runner.presence-interval", "200ms")
                .withProperty(
                        RunningStack.RUNNER,
                        "signalbox.runner.types-dir",
                        Home.directory().resolve("examples/adapters").toString())
                .withEnvironment(RunningStack.RUNNER, "SYSTEM_TEST_SECRET", RunningStack.SECRET)
                .withProperty(RunningStack.RUNNER, "signalbox.runner.stop-grace", RunningStack.STOP_GRACE.toString())
                .withProperty(RunningStack.RUNNER, "signalbox.runner.drain.grace", "1s");
    }

    private static void deleteTree(Path root) {
        if (!Files.exists(root)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(root)) {
            List<Path> deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        client.close();
        stack.close();
    }
}
