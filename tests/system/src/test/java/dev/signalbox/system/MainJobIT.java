package dev.signalbox.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.api.RunRequest;
import dev.signalbox.contracts.api.RunView;
import dev.signalbox.contracts.api.SourceFile;
import dev.signalbox.contracts.event.RunStatus;
import dev.signalbox.contracts.event.StepBackingOff;
import dev.signalbox.contracts.event.StepWaiting;
import dev.signalbox.contracts.event.WaitsFor;
import dev.signalbox.standalone.process.Home;
import dev.signalbox.system.proof.History;
import dev.signalbox.system.proof.Invariants;
import dev.signalbox.system.stack.PlainDoor;
import dev.signalbox.system.work.Graph;
import dev.signalbox.system.work.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The demonstration through all four services, over REST. */
class MainJobIT extends SystemTest {
    private static final Path DEMO = Home.directory().resolve("examples/demo");

    @Test
    void the_demonstration_succeeds_and_the_api_tells_what_the_events_tell() throws IOException {
        copyAgents();
        RunRequest request = new RunRequest(
                site.workspace().toString(),
                List.of(new SourceFile("demo.yaml", Files.readString(DEMO.resolve("demo.yaml")))),
                null,
                null,
                true,
                null);

        RunId run = stack.submit(request);
        RunView ended = assertEnds(run, RunStatus.SUCCEEDED);

        assertThat(ended.steps().succeeded()).isEqualTo(12);
        History history = Invariants.hold(stack, site.ledger(), run);
        assertThat(history.facts(StepBackingOff.class))
                .extracting(StepBackingOff::step)
                .containsExactly(new StepId("fixtures"));
        assertThat(claimWaits(history))
                .containsEntry(new StepId("proofread"), new StepId("guide"))
                .containsEntry(new StepId("style"), new StepId("interface"));
        assertThat(site.workspace().resolve("VERSION")).hasContent("1.0");
        assertThat(stack.client()
                        .output(run, new StepId("release"), OptionalInt.empty(), 0)
                        .items())
                .extracting(chunk -> chunk.text())
                .anyMatch(text -> text.contains("release: CHANGELOG.md is there"));
        assertThat(stack.client().events(run, 0).items()).isEqualTo(history.events());
    }

    @Test
    void every_link_of_the_answer_leads_somewhere() {
        PlainDoor.Answer answer = stack.door()
                .submit(Graph.ofFakes("links", 1, List.of(Step.played("only", "0s")))
                        .in(site.workspace()));

        assertThat(answer.status()).isEqualTo(202);
        RunId run = new RunId(answer.json().get("run").asText());
        stack.awaitEnd(run);
        Map<String, String> links = answer.json().get("links").properties().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, link -> link.getValue().asText()));
        assertThat(links).containsOnlyKeys("self", "steps", "events", "stream", "pause", "resume", "cancel");
        assertThat(Stream.of("self", "steps", "events", "stream")
                        .map(name ->
                                stack.door().get(links.getOrDefault(name, "")).status()))
                .containsOnly(200);
        assertThat(Stream.of("pause", "resume", "cancel")
                        .map(name -> stack.door()
                                .post(links.getOrDefault(name, ""), "{}", Map.of())
                                .status()))
                .containsOnly(409);
    }

    private static Map<StepId, StepId> claimWaits(History history) {
        return history.facts(StepWaiting.class).stream()
                .filter(waiting -> waiting.waitsFor() instanceof WaitsFor.Claim)
                .collect(Collectors.toMap(
                        StepWaiting::step,
                        waiting -> ((WaitsFor.Claim) waiting.waitsFor()).step(),
                        (first, _) -> first));
    }

    private void copyAgents() throws IOException {
        Path agents = Files.createDirectories(site.workspace().resolve("agents"));
        try (Stream<Path> files = Files.list(DEMO.resolve("agents"))) {
            for (Path file : files.toList()) {
                Files.copy(file, agents.resolve(file.getFileName().toString()));
            }
        }
    }
}
