package dev.signalbox.contracts.reference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.contracts.MessageCatalogue;
import dev.signalbox.contracts.event.RunFact;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The parts of {@code docs/events.md} that say what the records say. */
final class EventsPage {
    private final MessageSchemas schemas;

    EventsPage(MessageSchemas schemas) {
        this.schemas = schemas;
    }

    static String headers() {
        return CloudEventHeader.ALL.stream()
                .map(header ->
                        row("`" + header.name() + "`", header.always() ? "always" : "when traced", header.what()))
                .collect(Collectors.joining("", row("header", "present", "value") + row("---", "---", "---"), ""));
    }

    String envelope() {
        Class<?> anyFact = MessageCatalogue.types().stream()
                .filter(RunFact.class::isAssignableFrom)
                .findFirst()
                .orElseThrow();
        ObjectNode schema = schemas.schemaOf(anyFact);
        ((ObjectNode) schema.at("/properties/type")).put("type", "string").remove("const");
        ((ObjectNode) schema.at("/properties/data")).put("type", "object").remove("allOf");
        return fields(schema);
    }

    String facts() {
        return MessageCatalogue.types().stream()
                .filter(RunFact.class::isAssignableFrom)
                .map(this::section)
                .collect(Collectors.joining("\n"));
    }

    /** Every type that a field of a fact refers to, explained once. */
    String types() {
        ObjectNode definitions = schemas.schemaOf(GoldenFile.typeOf("dev.signalbox.run-accepted.v1"))
                .objectNode();
        Set<String> facts = new HashSet<>();
        MessageCatalogue.types().stream()
                .filter(RunFact.class::isAssignableFrom)
                .forEach(fact -> {
                    facts.add(fact.getSimpleName());
                    schemas.schemaOf(fact).path("definitions").properties().forEach(each -> {
                        definitions.set(each.getKey(), each.getValue());
                    });
                });
        return definitions.properties().stream()
                .filter(definition -> !facts.contains(definition.getKey()))
                .sorted(Map.Entry.comparingByKey())
                .map(definition -> definition(definition.getKey(), definition.getValue()))
                .collect(Collectors.joining("\n"));
    }

    private String section(Class<?> fact) {
        ObjectNode schema = schemas.schemaOf(fact);
        JsonNode data = schema.path("definitions").path(fact.getSimpleName());
        return """
                ### %s

                `%s`: %s

                %s
                ```json
                %s
                ```
                """.formatted(
                        fact.getSimpleName(),
                        MessageCatalogue.nameOfType(fact),
                        schema.get("description").textValue(),
                        fields(data),
                        GoldenFile.full(fact).text());
    }

    private static String definition(String name, JsonNode schema) {
        StringBuilder text = new StringBuilder(
                "### " + name + "\n\n" + schema.path("description").textValue() + "\n\n");
        schema.path("enum")
                .forEach(value -> text.append("- `").append(value.textValue()).append("`\n"));
        for (JsonNode alternative : schema.path("oneOf")) {
            text.append(fields(alternative)).append('\n');
        }
        return text.append(fields(schema)).toString();
    }

    private static String fields(JsonNode schema) {
        if (schema.path("properties").isEmpty()) {
            return schema.path("type").asText().equals("object") ? "It has no fields of its own.\n" : "";
        }
        Set<String> required = new HashSet<>();
        schema.path("required").forEach(name -> required.add(name.textValue()));
        StringBuilder table =
                new StringBuilder(row("field", "type", "present", "meaning") + row("---", "---", "---", "---"));
        schema.path("properties")
                .properties()
                .forEach(property -> table.append(row(
                        "`" + property.getKey() + "`",
                        typeOf(property.getValue()),
                        required.contains(property.getKey()) ? "always" : "optional",
                        property.getValue().get("description").textValue())));
        return table.toString();
    }

    private static String typeOf(JsonNode schema) {
        JsonNode reference = schema.at("/allOf/0/$ref");
        if (reference.isTextual() || schema.has("$ref")) {
            String target = reference.isTextual()
                    ? reference.textValue()
                    : schema.get("$ref").textValue();
            String name = target.substring(target.lastIndexOf('/') + 1);
            return "[" + name + "](#" + name.toLowerCase(Locale.ROOT) + ")";
        } else if (schema.has("const")) {
            return "`" + schema.get("const").textValue() + "`";
        } else if (schema.has("items")) {
            return "list of " + typeOf(schema.get("items"));
        } else if (schema.has("format")) {
            return "time";
        } else if (schema.has("pattern")) {
            return "duration";
        }
        return schema.path("type").asText();
    }

    private static String row(String... cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }
}
