package dev.signalbox.scheduler.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.contracts.AttemptRef;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.Topics;
import dev.signalbox.contracts.UnreadableMessage;
import dev.signalbox.contracts.WireMessage;
import dev.signalbox.contracts.attempt.AttemptFinished;
import dev.signalbox.contracts.attempt.AttemptOutcome;
import dev.signalbox.contracts.attempt.AttemptResult;
import dev.signalbox.contracts.attempt.AttemptStarted;
import dev.signalbox.contracts.attempt.StartAttempt;
import dev.signalbox.contracts.event.RunEnded;
import dev.signalbox.contracts.event.RunEvent;
import dev.signalbox.contracts.event.RunStatus;
import dev.signalbox.contracts.spec.StepSpec;
import dev.signalbox.scheduler.workspace.Specs;
import dev.signalbox.standalone.server.KafkaServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The scheduler as it is delivered, on a real Kafka, killed in the middle of its work. */
@TestMethodOrder(MethodOrderer.MethodName.class)
class SchedulerFaultTest {
    @TempDir
    static Path directory;

    static KafkaServer kafka;
    static SchedulerProcess scheduler;
    static Wire wire;

    @BeforeAll
    static void start() throws IOException {
        kafka = KafkaServer.start(directory.resolve("kafka"), 0);
        wire = new Wire(kafka.bootstrapServers());
        scheduler = new SchedulerProcess(kafka.bootstrapServers(), Path.of("target"));
        scheduler.awaitReady();
    }

    @AfterAll
    static void stop() {
        scheduler.close();
        wire.close();
        kafka.close();
    }

    @Test
    void killed_again_and_again_in_a_chain_of_fifty_it_dispatches_every_attempt_once_and_leaves_no_gap() {
        wire.send(Topics.COMMANDS, Specs.WORKSPACE.value(), Specs.submit(1, chain(50)));
        Set<AttemptRef> taken = new HashSet<>();
        Instant patience = Instant.now().plus(Duration.ofSeconds(90));
        wire.read(Topics.dispatches("default"), dispatch -> answer(dispatch, taken), now -> {
            assertThat(now).as("50 steps in time, after %s", taken.size()).isBefore(patience);
            return taken.size() == 50;
        });

        List<RunEvent> events = eventsUntilEnd(Specs.run(1));
        assertThat(events.stream().map(RunEvent::seq))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, events.size()).boxed().toList());
        assertThat(events.getLast().data())
                .isInstanceOfSatisfying(
                        RunEnded.class, end -> assertThat(end.status()).isEqualTo(RunStatus.SUCCEEDED));
    }

    private void answer(ConsumerRecord<String, byte[]> dispatch, Set<AttemptRef> taken) {
        AttemptRef attempt = parse(dispatch, StartAttempt.class).attempt();
        assertThat(taken.add(attempt)).as("%s dispatched once", attempt).isTrue();
        Instant now = Instant.now();
        String key = attempt.workspace().value();
        wire.send(Topics.OUTCOMES, key, new AttemptStarted(attempt, "r1", Duration.ofSeconds(15), now));
        wire.send(
                Topics.OUTCOMES,
                key,
                new AttemptFinished(
                        attempt, "r1", AttemptResult.withoutProcess(AttemptOutcome.SUCCEEDED, "done"), now));
        if (taken.size() % 20 == 10) {
            killScheduler();
        }
    }

    private static void killScheduler() {
        try {
            scheduler.killAndStartAgain();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void poison_goes_to_the_dead_letter_topic_with_its_reason_and_the_next_record_is_processed() {
        String key = Specs.WORKSPACE.value();
        for (String topic : List.of(Topics.COMMANDS, Topics.OUTCOMES)) {
            wire.sendRaw(topic, key, "{".getBytes(StandardCharsets.UTF_8));
            wire.sendRaw(topic, key, null);
        }
        wire.send(Topics.COMMANDS, key, Specs.submit(2, Specs.step("only")));

        assertThat(wire.readAtLeast(Topics.deadLetter(Topics.COMMANDS), 2))
                .allSatisfy(letter -> assertThat(Wire.header(letter, "signalbox-dead-letter-reason"))
                        .isNotEmpty());
        assertThat(wire.readAtLeast(Topics.deadLetter(Topics.OUTCOMES), 2)).hasSize(2);
        assertThat(events(Specs.run(2), 1)).isNotEmpty();
    }

    private static StepSpec[] chain(int length) {
        return IntStream.range(0, length)
                .mapToObj(i -> i == 0 ? Specs.step("s0") : Specs.step("s" + i, "s" + (i - 1)))
                .toArray(StepSpec[]::new);
    }

    private static List<RunEvent> eventsUntilEnd(RunId run) {
        List<RunEvent> found = new ArrayList<>();
        Instant patience = Instant.now().plusSeconds(60);
        wire.read(Topics.EVENTS, e -> collect(e, run, found), now -> {
            assertThat(now).isBefore(patience);
            return !found.isEmpty() && found.getLast().data() instanceof RunEnded;
        });
        return found;
    }

    private static List<RunEvent> events(RunId run, int atLeast) {
        List<RunEvent> found = new ArrayList<>();
        Instant patience = Instant.now().plusSeconds(60);
        wire.read(Topics.EVENTS, e -> collect(e, run, found), now -> {
            assertThat(now).isBefore(patience);
            return found.size() >= atLeast;
        });
        return found;
    }

    private static void collect(ConsumerRecord<String, byte[]> received, RunId run, List<RunEvent> found) {
        RunEvent event = parse(received, RunEvent.class);
        if (event.run().equals(run)) {
            found.add(event);
        }
    }

    private static <T> T parse(ConsumerRecord<String, byte[]> received, Class<T> type) {
        try {
            return WireMessage.read(Wire.type(received), received.value(), type);
        } catch (UnreadableMessage e) {
            throw new AssertionError(e);
        }
    }
}
