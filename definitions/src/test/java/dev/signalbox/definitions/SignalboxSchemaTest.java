package dev.signalbox.definitions;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.signalbox.contracts.ContractJson;
import dev.signalbox.contracts.api.SourceFile;
import dev.signalbox.definitions.text.Documents;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The published schema and the reader agree on the fixtures. */
class SignalboxSchemaTest {
    private static final Schema SCHEMA = schema();

    static List<SourceFile> valid() {
        return Fixtures.files("native/valid");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("valid")
    void what_the_reader_reads_the_schema_allows(SourceFile source) throws Exception {
        assertThat(DefinitionReader.read(DefinitionInput.of(source).strictly()))
                .isInstanceOf(ReadResult.Readable.class);
        assertThat(SCHEMA.validate(json(source), InputFormat.JSON)).isEmpty();
    }

    static List<SourceFile> invalid() {
        return Fixtures.files("native/invalid").stream()
                .filter(source -> !source.name().equals("duplicate-keys.yaml"))
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("invalid")
    void what_has_a_wrong_form_the_schema_forbids(SourceFile source) throws Exception {
        assertThat(SCHEMA.validate(json(source), InputFormat.JSON)).isNotEmpty();
    }

    static List<SourceFile> unsound() {
        return Fixtures.files("native/unsound");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unsound")
    void what_only_does_not_fit_together_the_schema_cannot_see(SourceFile source) throws Exception {
        assertThat(SCHEMA.validate(json(source), InputFormat.JSON)).isEmpty();
    }

    @Test
    void the_documented_example_is_read_and_the_schema_allows_it() throws Exception {
        Matcher example = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL)
                .matcher(Fixtures.file(Path.of("..", "docs", "definitions.md")).content());

        assertThat(example.find()).isTrue();
        what_the_reader_reads_the_schema_allows(new SourceFile("example.yaml", example.group(1)));
        assertThat(example.group(1)).contains(SignalboxSchema.PATH);
    }

    @Test
    void every_key_has_a_sentence() throws Exception {
        var tree = ContractJson.mapper().readTree(SignalboxSchema.text());

        tree.findParents("properties")
                .forEach(owner -> owner.get("properties")
                        .properties()
                        .forEach(property -> assertThat(property.getValue().has("description")
                                        || property.getValue().has("$ref"))
                                .as(property.getKey())
                                .isTrue()));
    }

    private static String json(SourceFile source) throws Exception {
        Object plain =
                Documents.read(source, (key, second, first) -> {}).getFirst().plain();
        return ContractJson.mapper().writeValueAsString(plain);
    }

    private static Schema schema() {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(SignalboxSchema.text(), InputFormat.JSON);
    }
}
