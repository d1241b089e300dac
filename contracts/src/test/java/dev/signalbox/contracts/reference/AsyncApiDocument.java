package dev.signalbox.contracts.reference;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.signalbox.contracts.Topics;
import java.time.Duration;

/** All topics as an AsyncAPI 3.0 document that refers to the stored schemas. */
final class AsyncApiDocument {
    private static final String HEADER = """
            # Made from the contracts: edit dev.signalbox.contracts and its tests, then
            # run ./mvnw -pl contracts test -Dsignalbox.rewrite
            """;
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .build();

    private final MessageSchemas schemas;

    AsyncApiDocument(MessageSchemas schemas) {
        this.schemas = schemas;
    }

    String text() throws JsonProcessingException {
        return HEADER + YAML.writeValueAsString(document());
    }

    ObjectNode document() {
        ObjectNode document = JsonNodeFactory.instance.objectNode().put("asyncapi", "3.0.0");
        document.putObject("info")
                .put("title", "Signalbox")
                .put("version", "1.0.0")
                .put(
                        "description",
                        "Every Kafka topic of Signalbox. " + Topics.EVENTS
                                + " is the public contract; the others are how the four services talk to each other.");
        document.put("defaultContentType", "application/json");
        ObjectNode channels = document.putObject("channels");
        ObjectNode operations = document.putObject("operations");
        ObjectNode components = document.putObject("components");
        ObjectNode messages = components.putObject("messages");
        for (TopicReference topic : TopicReference.ALL) {
            addChannel(channels.putObject(topic.id()), topic);
            addOperations(operations, topic);
            topic.wireNames().forEach(name -> addMessage(messages.putObject(name), name));
        }
        components.putObject("messageTraits").set("cloudEvent", headers());
        return document;
    }

    private static void addChannel(ObjectNode channel, TopicReference topic) {
        channel.put("address", topic.address());
        channel.put("description", topic.what() + " Keyed by " + topic.key() + ".");
        if (topic.address().contains("{pool}")) {
            channel.putObject("parameters")
                    .putObject("pool")
                    .put("description", "The pool of runners.")
                    .put("default", "default");
        }
        ObjectNode messages = channel.putObject("messages");
        topic.wireNames().forEach(name -> messages.set(name, reference("#/components/messages/" + name)));
        ObjectNode configuration = channel.putObject("bindings")
                .putObject("kafka")
                .put("bindingVersion", "0.5.0")
                .putObject("topicConfiguration");
        ArrayNode policies = configuration.putArray("cleanup.policy");
        switch (topic.retention()) {
            case A_WEEK -> {
                policies.add("delete");
                configuration.put("retention.ms", Duration.ofDays(7).toMillis());
            }
            case LAST_OF_EACH_KEY -> policies.add("compact");
        }
    }

    private static void addOperations(ObjectNode operations, TopicReference topic) {
        operations
                .putObject(topic.writer() + "-writes-" + topic.id())
                .put("action", "send")
                .set("channel", reference("#/channels/" + topic.id()));
        for (String reader : topic.readers()) {
            operations
                    .putObject(reader + "-reads-" + topic.id())
                    .put("action", "receive")
                    .set("channel", reference("#/channels/" + topic.id()));
        }
    }

    private void addMessage(ObjectNode message, String wireName) {
        ObjectNode schema = schemas.schemaOf(GoldenFile.typeOf(wireName));
        message.put("name", wireName);
        message.put("summary", schema.get("description").textValue());
        message.putArray("traits").add(reference("#/components/messageTraits/cloudEvent"));
        ObjectNode payload = message.putObject("payload");
        payload.put("schemaFormat", "application/schema+json;version=draft-07");
        payload.set("schema", reference("../contracts/src/main/resources/schemas/" + wireName + ".schema.json"));
    }

    private static ObjectNode headers() {
        ObjectNode trait = JsonNodeFactory.instance.objectNode();
        ObjectNode headers = trait.putObject("headers").put("type", "object");
        ArrayNode required = headers.putArray("required");
        ObjectNode properties = headers.putObject("properties");
        for (CloudEventHeader header : CloudEventHeader.ALL) {
            properties.putObject(header.name()).put("type", "string").put("description", header.what());
            if (header.always()) {
                required.add(header.name());
            }
        }
        return trait;
    }

    private static ObjectNode reference(String target) {
        return JsonNodeFactory.instance.objectNode().put("$ref", target);
    }
}
