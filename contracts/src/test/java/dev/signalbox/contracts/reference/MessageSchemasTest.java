package dev.signalbox.contracts.reference;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.signalbox.contracts.ContractJson;
import dev.signalbox.contracts.MessageCatalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MessageSchemasTest {
    private static final MessageSchemas SCHEMAS = MessageSchemas.ofTheContracts();
    private static final SchemaRegistry VALIDATORS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7);

    static Stream<Class<?>> types() {
        return MessageCatalogue.types().stream();
    }

    static Stream<GoldenFile> goldenFiles() {
        return GoldenFile.all();
    }

    @ParameterizedTest
    @MethodSource("types")
    void the_stored_schema_is_the_one_that_the_record_has_now(Class<?> type) throws JsonProcessingException {
        String schema =
                ContractJson.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(SCHEMAS.schemaOf(type));

        GeneratedFile.hasContent(
                "contracts/src/main/resources/schemas/" + MessageCatalogue.nameOfType(type) + ".schema.json",
                schema + "\n");
    }

    @ParameterizedTest
    @MethodSource("types")
    void every_property_has_a_sentence(Class<?> type) {
        assertThat(propertiesWithoutSentence(SCHEMAS.schemaOf(type), "")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("goldenFiles")
    void a_golden_file_is_valid_under_its_schema(GoldenFile file) {
        Schema schema = VALIDATORS.getSchema(SCHEMAS.schemaOf(file.type()));

        assertThat(schema.validate(file.json())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("types")
    void the_golden_files_together_have_every_property_that_their_schema_has(Class<?> type) {
        JsonNode schema = SCHEMAS.schemaOf(type);

        Set<String> properties = new HashSet<>();
        GoldenFile.of(type).forEach(file -> file.json().fieldNames().forEachRemaining(properties::add));

        assertThat(properties)
                .containsExactlyInAnyOrderElementsOf(
                        () -> schema.at("/properties").fieldNames());
    }

    @ParameterizedTest
    @MethodSource("types")
    void a_minimal_golden_file_has_only_what_its_schema_requires(Class<?> type) {
        List<String> required = new ArrayList<>();
        SCHEMAS.schemaOf(type).at("/required").forEach(name -> required.add(name.textValue()));

        assertThat(GoldenFile.minimal(type).json().fieldNames())
                .toIterable()
                .containsExactlyInAnyOrderElementsOf(required);
    }

    @ParameterizedTest
    @MethodSource("types")
    void a_body_without_a_required_property_is_not_valid(Class<?> type) {
        ObjectNode incomplete = (ObjectNode) GoldenFile.minimal(type).json();
        incomplete.remove(incomplete.fieldNames().next());

        assertThat(VALIDATORS.getSchema(SCHEMAS.schemaOf(type)).validate(incomplete))
                .hasSize(1);
    }

    @Test
    void no_stored_schema_is_left_without_a_type() throws IOException {
        try (Stream<Path> stored = Files.list(Path.of("src/main/resources/schemas"))) {
            assertThat(stored.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(
                            types().map(type -> MessageCatalogue.nameOfType(type) + ".schema.json")
                                    .toList());
        }
    }

    private static List<String> propertiesWithoutSentence(JsonNode node, String path) {
        List<String> found = new ArrayList<>();
        node.properties().forEach(child -> {
            String childPath = path + "/" + child.getKey();
            boolean property = path.endsWith("/properties");
            if (property && !child.getValue().hasNonNull("description")) {
                found.add(childPath);
            }
            found.addAll(propertiesWithoutSentence(child.getValue(), childPath));
        });
        return found;
    }
}
