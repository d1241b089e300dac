package dev.signalbox.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.contracts.MessageCatalogue;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.event.RunEvent;
import dev.signalbox.contracts.event.StepFact;
import dev.signalbox.standalone.process.Home;
import dev.signalbox.system.proof.History;
import dev.signalbox.system.work.Graph;
import dev.signalbox.system.work.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Any Kafka consumer can follow the events. */
class ConsumerExampleIT extends SystemTest {
    @Test
    void the_example_consumer_prints_every_event_of_a_run() throws IOException {
        Path printed = directory.resolve("printed.txt");
        Process consumer = start(printed);
        try {
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> Files.readString(printed).contains("following signalbox.events"));

            RunId run = stack.submit(Graph.ofFakes(
                            "watched",
                            2,
                            List.of(
                                    Step.played("one", "0s"),
                                    Step.played("two", "0s").after("one")))
                    .in(site.workspace()));
            stack.awaitEnd(run);

            List<String> expected = History.of(stack, run).events().stream()
                    .map(ConsumerExampleIT::line)
                    .toList();
            await().untilAsserted(() -> assertThat(linesAbout(run, printed)).isEqualTo(expected));
        } finally {
            consumer.destroyForcibly();
        }
    }

    private Process start(Path printed) throws IOException {
        Path home = Home.directory();
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-cp",
                        home.resolve("standalone/target/kafka-lib") + "/*",
                        home.resolve("examples/consumer/FollowEvents.java").toString(),
                        stack.stack().kafkaAddress())
                .redirectOutput(printed.toFile())
                .redirectError(directory.resolve("complaints.txt").toFile())
                .start();
    }

    private static String line(RunEvent event) {
        String type =
                MessageCatalogue.nameOf(event).replace("dev.signalbox.", "").replace(".v1", "");
        String step = event.data() instanceof StepFact fact ? " " + fact.step() : "";
        return event.run() + " " + event.seq() + " " + type + step;
    }

    private static List<String> linesAbout(RunId run, Path printed) throws IOException {
        return Files.readAllLines(printed).stream()
                .filter(line -> line.startsWith(run.value()))
                .toList();
    }
}
