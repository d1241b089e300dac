package dev.signalbox.admission.runs.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.admission.AdmissionConfig;
import dev.signalbox.contracts.ContractJson;
import dev.signalbox.contracts.ProblemCode;
import dev.signalbox.contracts.WorkspaceId;
import dev.signalbox.contracts.admission.AdmissionDecided;
import dev.signalbox.contracts.admission.Verdict;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DecisionFileTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    Path directory;

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();

    @Test
    void a_decision_is_a_line_with_its_kind() throws Exception {
        Path path = directory.resolve("logs/decisions.ndjson");
        DecisionFile file = writing(path, "1M");

        file.record(decision("d1", Verdict.DENIED));
        file.record(decision("d2", Verdict.DEDUPLICATED));
        file.close();

        List<String> lines = Files.readAllLines(path);
        assertThat(lines).hasSize(2);
        JsonNode denied = ContractJson.mapper().readTree(lines.getFirst());
        assertThat(denied.path("kind").asText()).isEqualTo("run_denied");
        assertThat(denied.path("code").asText()).isEqualTo("RUN_CAP_REACHED");
        assertThat(denied.path("ts").asLong()).isEqualTo(NOON.toEpochMilli());
        assertThat(ContractJson.mapper()
                        .readTree(lines.getLast())
                        .path("deduped")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void a_file_that_has_its_size_is_set_aside_and_the_oldest_is_dropped() throws Exception {
        Path path = directory.resolve("decisions.ndjson");
        for (int number = 1; number <= 5; number++) {
            DecisionFile file = writing(path, "1");
            file.record(decision("d" + number, Verdict.DENIED));
            file.close();
        }

        assertThat(names()).containsExactlyInAnyOrder("decisions.ndjson", "decisions.ndjson.1", "decisions.ndjson.2");
        assertThat(Files.readString(path)).contains("\"d5\"");
        assertThat(Files.readString(directory.resolve("decisions.ndjson.1"))).contains("\"d4\"");
        assertThat(Files.readString(directory.resolve("decisions.ndjson.2"))).contains("\"d3\"");
    }

    @Test
    void what_cannot_be_written_is_counted_and_disturbs_nobody() throws Exception {
        Path file = Files.writeString(directory.resolve("a-file"), "no directory");
        DecisionFile decisions = writing(file.resolve("decisions.ndjson"), "1M");

        decisions.record(decision("d1", Verdict.DENIED));
        decisions.close();

        assertThat(metrics.counter("signalbox_admission_decision_file_dropped").count())
                .isOne();
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private DecisionFile writing(Path path, String maxSize) {
        Map<String, String> properties = Map.of(
                "signalbox.admission.decision-log.path",
                path.toString(),
                "signalbox.admission.decision-log.max-size",
                maxSize,
                "signalbox.admission.decision-log.max-backups",
                "2",
                "signalbox.admission.decision-log.rotate-check",
                "0ms");
        AdmissionConfig config = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withConverter(Duration.class, 200, new DurationConverter())
                .withConverter(MemorySize.class, 200, new MemorySizeConverter())
                .withMapping(AdmissionConfig.class)
                .withSources(new PropertiesConfigSource(properties, "test", 100))
                .build()
                .getConfigMapping(AdmissionConfig.class);
        return new DecisionFile(config, metrics);
    }

    private static AdmissionDecided decision(String id, Verdict verdict) {
        return new AdmissionDecided(
                id,
                new WorkspaceId("default"),
                verdict,
                null,
                ProblemCode.RUN_CAP_REACHED,
                "full",
                null,
                "key",
                6,
                NOON);
    }
}
