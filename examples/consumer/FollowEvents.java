import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Follows every event of Signalbox and prints a line for each: run, sequence number, type, step. It needs kafka-clients and nothing
 * of Signalbox. It joins no group and commits nothing, so it disturbs nobody; it ends on Ctrl-C.
 *
 * <p>Arguments: the bootstrap servers, and {@code --from-beginning} for all events that are kept instead of those from now on.
 */
public final class FollowEvents {
    private static final String TOPIC = "signalbox.events";
    private static final Pattern STEP = Pattern.compile("\"data\":\\{\"step\":\"([^\"]*)\"");

    private FollowEvents() {}

    public static void main(String[] arguments) {
        if (arguments.length == 0 || arguments.length > 2) {
            System.err.println("usage: FollowEvents.java <bootstrap servers> [--from-beginning]");
            System.exit(2);
        }
        boolean fromBeginning = arguments.length == 2 && arguments[1].equals("--from-beginning");
        KafkaConsumer<String, String> consumer = new KafkaConsumer<>(Map.of(
                "bootstrap.servers", arguments[0],
                "key.deserializer", StringDeserializer.class.getName(),
                "value.deserializer", StringDeserializer.class.getName(),
                // What was written in a transaction that was aborted has never happened.
                "isolation.level", "read_committed",
                "enable.auto.commit", "false"));
        closesOnCtrlC(consumer);
        try (consumer) {
            List<TopicPartition> partitions = partitionsOf(consumer);
            consumer.assign(partitions);
            if (fromBeginning) {
                consumer.seekToBeginning(partitions);
            } else {
                consumer.seekToEnd(partitions);
            }
            partitions.forEach(consumer::position);
            System.out.println("following " + TOPIC + " at " + arguments[0]);
            while (true) {
                consumer.poll(Duration.ofSeconds(1)).forEach(event -> System.out.println(line(event)));
            }
        } catch (WakeupException ctrlC) {
            // The end that was asked for.
        }
    }

    private static List<TopicPartition> partitionsOf(KafkaConsumer<?, ?> consumer) {
        List<PartitionInfo> found = consumer.partitionsFor(TOPIC, Duration.ofSeconds(30));
        return found.stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
    }

    /** For example {@code 01980f6e-3c00-7a11-8e21-5f0c2b9d4e10 7 step-dispatched build-api}. */
    private static String line(ConsumerRecord<String, String> event) {
        String id = header(event, "ce_id");
        String type = header(event, "ce_type").replaceFirst("^dev\\.signalbox\\.", "").replaceFirst("\\.v1$", "");
        Matcher step = STEP.matcher(event.value());
        return event.key() + " " + id.substring(id.lastIndexOf('/') + 1) + " " + type
                + (step.find() ? " " + step.group(1) : "");
    }

    private static String header(ConsumerRecord<?, ?> event, String name) {
        Header header = event.headers().lastHeader(name);
        return header == null ? "?" : new String(header.value(), StandardCharsets.UTF_8);
    }

    private static void closesOnCtrlC(KafkaConsumer<?, ?> consumer) {
        Thread main = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            consumer.wakeup();
            try {
                main.join(Duration.ofSeconds(5));
            } catch (InterruptedException impatient) {
                Thread.currentThread().interrupt();
            }
        }));
    }
}
