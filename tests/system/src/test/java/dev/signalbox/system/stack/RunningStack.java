package dev.signalbox.system.stack;

import static org.awaitility.Awaitility.await;

import dev.signalbox.client.ClientException;
import dev.signalbox.client.RunFilter;
import dev.signalbox.client.SignalboxClient;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.api.RunRequest;
import dev.signalbox.contracts.api.RunView;
import dev.signalbox.contracts.event.RunStatus;
import dev.signalbox.standalone.stack.ProcessRecord;
import dev.signalbox.standalone.stack.ProcessState;
import dev.signalbox.standalone.stack.Stack;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The one stack that all tests of this module share: three servers and four services, each a process. It is started by the first
 * test that needs it and ended after the last. A test may kill any process, since the stack starts it again: each test begins with
 * everything ready, and whatever it leaves live is cancelled.
 */
public final class RunningStack implements BeforeEachCallback, AfterEachCallback {
    /** The cap on live runs. */
    public static final int RUN_CAP = 8;

    /** The cap on attempts that run at a time. */
    public static final int SLOT_CAP = 8;

    /** After so long without a report an attempt is lost. */
    public static final Duration LEASE = Duration.ofSeconds(6);

    /** How long a process has between TERM and KILL. */
    public static final Duration STOP_GRACE = Duration.ofMillis(500);

    /** What the runner knows as {@code SYSTEM_TEST_SECRET}. */
    public static final String SECRET = "pass/of+this test";

    public static final String KAFKA = "kafka";
    public static final String REDIS = "redis";
    public static final String POSTGRES = "postgres";
    public static final String ADMISSION = "admission-service";
    public static final String SCHEDULER = "scheduler-service";
    public static final String RUNNER = "agent-runner";
    public static final String EVENT_LOG = "event-log";

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int MANY = 1_000;

    private @Nullable SharedStack shared;

    @Override
    public void beforeEach(ExtensionContext context) {
        shared = SharedStack.of(context);
        awaitAllReady();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (shared != null) {
            awaitAllReady();
            cancelWhatIsLive();
        }
    }

    public Stack stack() {
        return shared().stack();
    }

    public SignalboxClient client() {
        return shared().client();
    }

    /** The door, spoken to in plain HTTP. */
    public PlainDoor door() {
        return new PlainDoor(stack().door());
    }

    /** The door of this name, spoken to in plain HTTP. */
    public PlainDoor door(String name) {
        return new PlainDoor(
                URI.create("http://127.0.0.1:" + stack().process(name).port()));
    }

    public KafkaLog topics() {
        return new KafkaLog(stack().kafkaAddress());
    }

    public RedisServer redis() {
        return RedisServer.at(stack().redisUrl());
    }

    /** A connection to PostgreSQL that belongs to the caller. */
    public Connection postgres() throws SQLException {
        return DriverManager.getConnection(
                stack().postgresUrl(), stack().postgresUsername(), stack().postgresPassword());
    }

    /** Submits a run under a key of its own, so that a door that is away for a moment does no harm. */
    public RunId submit(RunRequest request) {
        return client().submit(request, Optional.of("test-" + Ids.next())).run();
    }

    /** Waits until the API says that the run has ended. */
    public RunView awaitEnd(RunId run) {
        return awaitRun(run, "to end", view -> view.status().isTerminal());
    }

    /** Waits until the API knows a run that was put on the log by hand. */
    public void awaitVisible(RunId run) {
        awaitRun(run, "to be visible", _ -> true);
    }

    /** Waits until so many steps of the run have succeeded. */
    public RunView awaitSuccesses(RunId run, int steps) {
        return awaitRun(
                run, "to have " + steps + " successes", view -> view.steps().succeeded() >= steps);
    }

    /** SIGKILL; returns when the process is ready again in a new life. */
    public void killAndAwaitReturn(String name) {
        ProcessRecord killed = stack().kill(name);
        stack().awaitReturn(killed, PATIENCE);
    }

    /** SIGTERM; returns when the process is ready again in a new life. */
    public void terminateAndAwaitReturn(String name) {
        ProcessRecord ended = stack().processes().stream()
                .filter(process -> process.name().equals(name))
                .findFirst()
                .orElseThrow();
        ended.handle().ifPresent(ProcessHandle::destroy);
        stack().awaitReturn(ended, PATIENCE);
    }

    /** SIGKILL for all of them at once; returns when each is ready again in a new life. */
    public void killTogetherAndAwaitReturn(String... names) {
        List<ProcessRecord> killed = Stream.of(names).map(stack()::kill).toList();
        killed.forEach(process -> stack().awaitReturn(process, PATIENCE));
    }

    private RunView awaitRun(RunId run, String what, Predicate<RunView> fulfilled) {
        return await().alias("run " + run + " " + what)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .ignoreExceptionsInstanceOf(ClientException.class)
                .until(() -> client().run(run), fulfilled);
    }

    private void awaitAllReady() {
        await().alias("every process to be ready")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> stack().processes().stream().allMatch(process -> process.state() == ProcessState.READY));
    }

    private void cancelWhatIsLive() {
        await().alias("no run to be live")
                .atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(ClientException.class)
                .until(() -> {
                    List<RunView> live = live();
                    live.stream()
                            .filter(run -> run.status() != RunStatus.CANCELLING)
                            .forEach(run -> client().cancel(run.run(), "the test is over"));
                    return live.isEmpty();
                });
    }

    private List<RunView> live() {
        return Stream.of(RunStatus.values())
                .filter(status -> !status.isTerminal())
                .flatMap(status -> client().runs(new RunFilter(status, null, MANY, null)).items().stream())
                .toList();
    }

    private SharedStack shared() {
        return Objects.requireNonNull(shared, "the stack is there within a test");
    }
}
