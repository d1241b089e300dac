package dev.signalbox.admission.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.admission.it.DoorClient.Answer;
import dev.signalbox.admission.redis.LeaseKeys;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.command.SubmitRun;
import dev.signalbox.contracts.event.RunStatus;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.common.http.TestHTTPResource;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What the tests of the door on real servers share: a client, a stand-in for the scheduler, and an empty door to begin with. */
abstract class DoorTest {
    static final Duration SOON = Duration.ofSeconds(20);

    @TestHTTPResource
    URI base = URI.create("http://127.0.0.1");

    @Inject
    RedisDataSource redis;

    private final Set<RunId> ended = new HashSet<>();

    @SuppressWarnings("NullAway.Init")
    DoorClient door;

    @SuppressWarnings("NullAway.Init")
    SchedulerStandIn scheduler;

    @BeforeEach
    void callTheDoor() {
        door = new DoorClient(base);
        scheduler = new SchedulerStandIn(Servers.kafka().bootstrapServers());
        awaitOpen();
    }

    @AfterEach
    void endAllRuns() {
        awaitOpen();
        if (liveRuns() > 0) {
            endEverything();
        }
        await().atMost(SOON).untilAsserted(() -> assertThat(liveRuns()).isZero());
        scheduler.close();
    }

    void endEverything() {
        scheduler.commands().stream()
                .filter(SubmitRun.class::isInstance)
                .map(SubmitRun.class::cast)
                .filter(command -> ended.add(command.run()))
                .forEach(command -> scheduler.announce(command, RunStatus.SUCCEEDED));
        scheduler.hasTakenAllCommands();
    }

    void awaitOpen() {
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            Answer health = door.get("/q/health/ready");
            assertThat(health.status()).as(String.valueOf(health.body())).isEqualTo(200);
        });
    }

    /** How many leases Redis holds. */
    int liveRuns() {
        return (int) redis.sortedSet(String.class).zcard(LeaseKeys.LEASES);
    }

    static String anyName() {
        return "run-" + UUID.randomUUID();
    }

    /** Does the same many times at once. */
    static <T> List<T> atOnce(int times, Callable<T> call) {
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> answers = java.util.stream.IntStream.range(0, times)
                    .mapToObj(i -> callers.submit(call))
                    .toList();
            return answers.stream().map(DoorTest::resultOf).toList();
        }
    }

    private static <T> T resultOf(Future<T> answer) {
        try {
            return answer.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }
}
