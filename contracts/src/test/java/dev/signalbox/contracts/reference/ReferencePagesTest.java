package dev.signalbox.contracts.reference;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.signalbox.contracts.MessageCatalogue;
import dev.signalbox.contracts.ProblemCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReferencePagesTest {
    private static final MessageSchemas SCHEMAS = MessageSchemas.ofTheContracts();

    @Test
    void the_events_page_says_what_the_records_say() {
        EventsPage page = new EventsPage(SCHEMAS);

        GeneratedFile.hasPart("docs/events.md", "headers", EventsPage.headers());
        GeneratedFile.hasPart("docs/events.md", "envelope", page.envelope());
        GeneratedFile.hasPart("docs/events.md", "facts", page.facts());
        GeneratedFile.hasPart("docs/events.md", "types", page.types());
    }

    @Test
    void the_asyncapi_document_says_what_the_records_say() throws JsonProcessingException {
        GeneratedFile.hasContent("docs/asyncapi.yaml", new AsyncApiDocument(SCHEMAS).text());
    }

    @Test
    void the_architecture_page_lists_every_topic() {
        String rows = TopicReference.ALL.stream()
                .map(topic -> "| `%s` | %s | %s | %s | %s | %s |"
                        .formatted(
                                topic.address(),
                                topic.key(),
                                topic.writer(),
                                String.join(", ", topic.readers()),
                                topic.retention().words,
                                topic.what()))
                .collect(Collectors.joining("\n"));

        GeneratedFile.hasPart(
                "docs/architecture.md",
                "topics",
                "| topic | key | writer | readers | kept | what |\n|---|---|---|---|---|---|\n" + rows);
    }

    @Test
    void every_message_type_has_its_topic() {
        assertThat(TopicReference.ALL.stream().flatMap(topic -> topic.wireNames().stream()))
                .containsExactlyInAnyOrderElementsOf(MessageCatalogue.types().stream()
                        .map(MessageCatalogue::nameOfType)
                        .toList());
    }

    @ParameterizedTest
    @EnumSource
    void the_problems_page_has_a_section_for_every_code(ProblemCode code) throws IOException {
        assertThat(Files.readString(Path.of("../docs/problems.md")))
                .contains("\n## %s\n\nHTTP %d: %s.\n".formatted(code, code.httpStatus(), code.title()));
    }
}
