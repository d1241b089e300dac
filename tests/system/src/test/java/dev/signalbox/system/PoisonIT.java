package dev.signalbox.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.Topics;
import dev.signalbox.contracts.event.RunStatus;
import dev.signalbox.system.proof.Invariants;
import dev.signalbox.system.stack.Ids;
import dev.signalbox.system.stack.KafkaLog;
import dev.signalbox.system.work.Graph;
import dev.signalbox.system.work.Step;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records that nobody can read. */
class PoisonIT extends SystemTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                Topics.COMMANDS,
                Topics.OUTCOMES,
                "signalbox.dispatches.default",
                Topics.CONTROLS,
                Topics.EVENTS,
                Topics.OUTPUT,
                Topics.ADMISSIONS,
                Topics.RUN_STATUS
            })
    void poison_goes_to_the_dead_letters_with_the_reason_and_the_next_record_is_processed(String topic) {
        String key = "poison-" + Ids.next();
        byte[] poison = ("{\"not\": \"" + key).getBytes(UTF_8);

        stack.topics().send(topic, 0, key, poison);

        ConsumerRecord<String, byte[]> letter = await().atMost(Duration.ofSeconds(20))
                .until(() -> lettersOf(topic, key), letters -> !letters.isEmpty())
                .getFirst();
        assertThat(letter.value()).isEqualTo(poison);
        assertThat(KafkaLog.header(letter, "signalbox-dead-letter-reason")).isNotBlank();
        assertThat(KafkaLog.header(letter, "signalbox-dead-letter-topic")).isEqualTo(topic);
        assertThat(KafkaLog.header(letter, "signalbox-dead-letter-partition")).isEqualTo("0");
        assertThat(KafkaLog.header(letter, "signalbox-dead-letter-offset")).isNotBlank();
        RunId run = stack.submit(Graph.ofCommands(
                        "after-poison",
                        4,
                        List.of(
                                Step.running("one", site.working(0)),
                                Step.running("two", site.working(0)),
                                Step.running("three", site.working(0)),
                                Step.running("four", site.working(0))))
                .in(site.workspace()));
        assertEnds(run, RunStatus.SUCCEEDED);
        Invariants.hold(stack, site.ledger(), run);
        RunId stopped = stack.submit(Graph.ofCommands("stopped", 1, List.of(Step.running("long", site.stubborn())))
                .in(site.workspace()));
        await().until(() -> !site.ledger().executions(stopped).isEmpty());
        stack.client().cancel(stopped, "to see that orders to stop arrive");
        assertEnds(stopped, RunStatus.CANCELLED);
    }

    private List<ConsumerRecord<String, byte[]>> lettersOf(String topic, String key) {
        return stack.topics().read(Topics.deadLetter(topic)).stream()
                .filter(letter -> key.equals(letter.key()))
                .toList();
    }
}
