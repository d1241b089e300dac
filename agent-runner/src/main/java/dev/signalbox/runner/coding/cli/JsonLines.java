package dev.signalbox.runner.coding.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.signalbox.runner.coding.AgentSignal;
import dev.signalbox.runner.coding.port.Transcript;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A transcript of JSON objects, one on each line. A line that is none is passed on as it is. */
abstract class JsonLines implements Transcript {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private AgentSignal.@Nullable Finished finished;

    /** Reads an event; what it says goes to {@code signals}. An event of an unknown type says nothing. */
    abstract void event(String type, JsonNode event, Consumer<AgentSignal> signals);

    @Override
    public final List<AgentSignal> read(String line) {
        if (line.isBlank()) {
            return List.of();
        }
        JsonNode event = parsed(line);
        if (event == null || !event.isObject()) {
            return List.of(new AgentSignal.Unread(line));
        }
        List<AgentSignal> signals = new ArrayList<>();
        event(text(event, "type", ""), event, signals::add);
        for (AgentSignal signal : signals) {
            if (signal instanceof AgentSignal.Finished end) {
                finished = end;
            }
        }
        return signals;
    }

    @Override
    public AgentSignal.@Nullable Finished finished() {
        return finished;
    }

    static String text(JsonNode object, String name, String otherwise) {
        JsonNode value = object.path(name);
        return value.isTextual() ? value.textValue() : otherwise;
    }

    static @Nullable String text(JsonNode object, String name) {
        JsonNode value = object.path(name);
        return value.isTextual() && !value.textValue().isBlank() ? value.textValue() : null;
    }

    /** The texts among the parts of a message; the message itself when it is a text. */
    static String texts(JsonNode content) {
        if (content.isTextual()) {
            return content.textValue();
        }
        List<String> texts = new ArrayList<>();
        content.forEach(part -> {
            if (part.path("text").isTextual()) {
                texts.add(part.path("text").textValue());
            }
        });
        return String.join("\n", texts);
    }

    private static @Nullable JsonNode parsed(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            return null;
        }
    }
}
