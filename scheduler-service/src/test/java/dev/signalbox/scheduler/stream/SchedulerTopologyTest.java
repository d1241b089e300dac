package dev.signalbox.scheduler.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.contracts.AttemptRef;
import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.Topics;
import dev.signalbox.contracts.UnreadableMessage;
import dev.signalbox.contracts.WireMessage;
import dev.signalbox.contracts.attempt.AttemptFinished;
import dev.signalbox.contracts.attempt.AttemptOutcome;
import dev.signalbox.contracts.attempt.AttemptResult;
import dev.signalbox.contracts.attempt.AttemptStarted;
import dev.signalbox.contracts.attempt.StartAttempt;
import dev.signalbox.contracts.event.RunEvent;
import dev.signalbox.contracts.event.StepBackingOff;
import dev.signalbox.scheduler.budget.BudgetSettings;
import dev.signalbox.scheduler.governor.GovernorSettings;
import dev.signalbox.scheduler.workspace.Retention;
import dev.signalbox.scheduler.workspace.Specs;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SchedulerTopologyTest {
    private boolean caughtUp = true;

    private final TopologyTestDriver driver = new TopologyTestDriver(
            SchedulerTopology.build(
                    new SchedulerSettings(
                            Retention.DEFAULT,
                            BudgetSettings.DEFAULT,
                            GovernorSettings.DEFAULT,
                            Integer.MAX_VALUE,
                            Duration.ofMillis(20)),
                    (partition, next) -> caughtUp,
                    new SchedulerMetrics(new SimpleMeterRegistry())),
            new Properties(),
            Specs.START);
    private final TestInputTopic<String, byte[]> commands = input(Topics.COMMANDS);
    private final TestInputTopic<String, byte[]> outcomes = input(Topics.OUTCOMES);

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void a_dispatch_carries_the_trace_of_the_command_that_brought_its_run() throws UnreadableMessage {
        send(commands, Specs.submit(1, Specs.step("a")), "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");

        TestRecord<String, byte[]> dispatch =
                output(Topics.dispatches("default")).readRecord();
        assertThat(dispatch.key()).isEqualTo("a");
        assertThat(read(dispatch, StartAttempt.class).attempt().step()).hasToString("a");
        assertThat(header(dispatch, "traceparent"))
                .isEqualTo("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
    }

    @Test
    void every_event_is_keyed_by_its_run_and_named_by_run_and_sequence() throws UnreadableMessage {
        send(commands, Specs.submit(1, Specs.step("a")), null);

        List<TestRecord<String, byte[]>> events = output(Topics.EVENTS).readRecordsToList();
        assertThat(events).hasSize(3);
        for (int i = 0; i < events.size(); i++) {
            RunEvent event = read(events.get(i), RunEvent.class);
            assertThat(event.seq()).isEqualTo(i + 1);
            assertThat(events.get(i).key()).isEqualTo(Specs.run(1).value());
            assertThat(header(events.get(i), WireMessage.ID)).isEqualTo(Specs.run(1) + "/" + event.seq());
        }
    }

    @Test
    void a_record_that_cannot_be_read_goes_to_the_dead_letter_topic_unchanged_and_with_its_origin() {
        commands.pipeInput("shop", "{".getBytes(UTF_8));
        send(commands, Specs.submit(1, Specs.step("a")), null);

        TestRecord<String, byte[]> letter =
                output(Topics.deadLetter(Topics.COMMANDS)).readRecord();
        assertThat(new String(letter.value(), UTF_8)).isEqualTo("{");
        assertThat(header(letter, "signalbox-dead-letter-reason")).contains("ce_type");
        assertThat(header(letter, "signalbox-dead-letter-topic")).isEqualTo(Topics.COMMANDS);
        assertThat(header(letter, "signalbox-dead-letter-offset")).isEqualTo("0");
        assertThat(output(Topics.EVENTS).isEmpty()).isFalse();
    }

    @Test
    void a_silent_attempt_is_called_lost_only_when_no_report_is_left_unread() throws UnreadableMessage {
        send(commands, Specs.submit(1, Specs.retried("a", 2, Duration.ZERO)), null);
        StartAttempt dispatch = read(output(Topics.dispatches("default")).readRecord(), StartAttempt.class);
        send(outcomes, new AttemptStarted(dispatch.attempt(), "r1", Duration.ofSeconds(15), Specs.START), null);

        caughtUp = false;
        driver.advanceWallClockTime(Duration.ofSeconds(16));
        assertThat(facts()).noneMatch(StepBackingOff.class::isInstance);

        caughtUp = true;
        driver.advanceWallClockTime(Duration.ofSeconds(1));
        assertThat(facts()).anyMatch(StepBackingOff.class::isInstance);
    }

    @Test
    void a_report_about_a_run_that_is_not_live_is_kept_as_a_dead_letter() {
        AttemptRef stranger = new AttemptRef(Specs.WORKSPACE, Specs.run(9), new StepId("a"), 1, 1);
        AttemptResult result = AttemptResult.withoutProcess(AttemptOutcome.SUCCEEDED, "done");
        send(outcomes, new AttemptFinished(stranger, "r1", result, Specs.START), null);

        TestRecord<String, byte[]> letter =
                output(Topics.deadLetter(Topics.OUTCOMES)).readRecord();
        assertThat(header(letter, "signalbox-dead-letter-reason")).contains("not live");
    }

    @Test
    void the_status_of_a_forgotten_run_is_deleted() {
        send(commands, Specs.submit(1, Specs.step("a")), null);
        TestOutputTopic<String, byte[]> dispatches = output(Topics.dispatches("default"));
        try {
            StartAttempt dispatch = read(dispatches.readRecord(), StartAttempt.class);
            send(
                    outcomes,
                    new AttemptFinished(
                            dispatch.attempt(),
                            "r1",
                            AttemptResult.withoutProcess(AttemptOutcome.SUCCEEDED, "done"),
                            Specs.START),
                    null);
        } catch (UnreadableMessage e) {
            throw new AssertionError(e);
        }
        driver.advanceWallClockTime(Duration.ofHours(25));

        List<TestRecord<String, byte[]>> statuses = output(Topics.RUN_STATUS).readRecordsToList();
        assertThat(statuses.getLast().key()).isEqualTo(Specs.run(1).value());
        assertThat(statuses.getLast().value()).isNull();
    }

    private List<Object> facts() throws UnreadableMessage {
        List<Object> facts = new ArrayList<>();
        for (TestRecord<String, byte[]> event : output(Topics.EVENTS).readRecordsToList()) {
            facts.add(read(event, RunEvent.class).data());
        }
        return facts;
    }

    private void send(TestInputTopic<String, byte[]> topic, Object message, @Nullable String traceparent) {
        WireMessage wire = WireMessage.write(message, "/test", Instant.EPOCH);
        RecordHeaders headers = new RecordHeaders();
        wire.headers().forEach(headers::add);
        if (traceparent != null) {
            headers.add("traceparent", traceparent.getBytes(UTF_8));
        }
        topic.pipeInput(new TestRecord<>(Specs.WORKSPACE.value(), wire.body(), headers));
    }

    private TestInputTopic<String, byte[]> input(String topic) {
        return driver.createInputTopic(topic, new StringSerializer(), new ByteArraySerializer());
    }

    private TestOutputTopic<String, byte[]> output(String topic) {
        return driver.createOutputTopic(topic, new StringDeserializer(), new ByteArrayDeserializer());
    }

    private static <T> T read(TestRecord<String, byte[]> received, Class<T> type) throws UnreadableMessage {
        return WireMessage.read(received.headers().lastHeader(WireMessage.TYPE).value(), received.value(), type);
    }

    private static String header(TestRecord<String, byte[]> received, String name) {
        return new String(received.headers().lastHeader(name).value(), UTF_8);
    }
}
