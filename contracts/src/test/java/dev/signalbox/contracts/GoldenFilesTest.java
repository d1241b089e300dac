package dev.signalbox.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.contracts.reference.GoldenFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A released golden file is read back for ever: add files, never change one. */
class GoldenFilesTest {
    /** Properties whose own properties are the user's words, not the contract's. */
    private static final Set<String> FREE_FORM = Set.of(
            "environment", "carried", "notEnforced", "inputs", "labels", "agentLabels", "secrets", "headers", "body");

    private final ObjectMapper mapper = ContractJson.mapper();

    static Stream<GoldenFile> goldenFiles() {
        return GoldenFile.all();
    }

    @ParameterizedTest
    @MethodSource("goldenFiles")
    void every_message_type_reads_its_golden_file_and_writes_equal_json(GoldenFile file) throws IOException {
        Object message = mapper.readValue(file.bytes(), file.bodyType());

        assertThat(mapper.readTree(mapper.writeValueAsBytes(message))).isEqualTo(file.json());
    }

    @ParameterizedTest
    @MethodSource("goldenFiles")
    void the_body_of_a_golden_file_is_of_the_type_its_folder_names(GoldenFile file) throws IOException {
        Object message = mapper.readValue(file.bytes(), file.bodyType());

        assertThat(MessageCatalogue.nameOf(message)).isEqualTo(file.wireName());
    }

    @ParameterizedTest
    @MethodSource("goldenFiles")
    void properties_of_a_newer_writer_are_ignored(GoldenFile file) throws IOException {
        JsonNode fromNewerWriter = withUnknownProperties(file.json());

        Object message = mapper.treeToValue(fromNewerWriter, file.bodyType());

        assertThat(message).isEqualTo(mapper.readValue(file.bytes(), file.bodyType()));
    }

    @Test
    void no_golden_file_is_left_without_a_type() throws IOException {
        List<String> known =
                GoldenFile.all().map(GoldenFile::wireName).distinct().toList();

        try (Stream<Path> folders = Files.list(Path.of("src/test/resources/golden"))) {
            assertThat(folders.map(folder -> folder.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(known);
        }
    }

    private static JsonNode withUnknownProperties(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.properties().stream()
                    .filter(property -> !FREE_FORM.contains(property.getKey()))
                    .forEach(property -> withUnknownProperties(property.getValue()));
            object.putObject("addedLater").put("by", "a newer version");
        } else {
            node.forEach(GoldenFilesTest::withUnknownProperties);
        }
        return node;
    }
}
