package dev.signalbox.runner.http;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.signalbox.contracts.spec.HttpFields;
import dev.signalbox.contracts.spec.Usage;
import dev.signalbox.runner.coding.Counts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one answer or event of a service says. Text that is no JSON says nothing by pointers.
 *
 * @param body the text of it
 */
public record Answer(String body, JsonNode json, HttpFields fields) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** How the work is doing. */
    public enum State {
        /** It goes on, or the answer does not say. */
        GOES_ON,
        DONE,
        FAILED
    }

    /** Reads an answer by the pointers of its definition. */
    public static Answer read(String body, HttpFields fields) {
        return new Answer(body, parsed(body), fields);
    }

    public boolean isJson() {
        return !json.isMissingNode();
    }

    public State state() {
        String state = text(fields.state());
        if (state == null) {
            return State.GOES_ON;
        }
        if (fields.done().contains(state)) {
            return State.DONE;
        }
        return fields.failed().contains(state) ? State.FAILED : State.GOES_ON;
    }

    public @Nullable String task() {
        return text(fields.task());
    }

    public @Nullable String statusUrl() {
        return text(fields.statusUrl());
    }

    /** What it says on the way. */
    public @Nullable String text() {
        return text(fields.text());
    }

    public @Nullable String result() {
        return text(fields.result());
    }

    public @Nullable String error() {
        return text(fields.error());
    }

    /** What was used in all; empty when it does not say. */
    public Optional<Usage> usage() {
        JsonNode input = at(fields.inputTokens());
        JsonNode output = at(fields.outputTokens());
        JsonNode cost = at(fields.costUsd());
        return input.isNumber() || output.isNumber() || cost.isNumber()
                ? Optional.of(
                        new Usage(Counts.of(input), Counts.of(output), Counts.amount(cost), 0, 0, text(fields.model())))
                : Optional.empty();
    }

    /** How often a model was asked in all; 0 when it does not say. */
    public int turns() {
        return Math.max(0, at(fields.turns()).asInt());
    }

    /** What is in a list; the whole answer when there is none to look for, and nothing when it is not there. */
    List<JsonNode> list(@Nullable String pointer) {
        if (pointer == null) {
            return List.of(json);
        }
        List<JsonNode> items = new ArrayList<>();
        JsonNode list = at(json, pointer);
        if (list.isArray()) {
            list.forEach(items::add);
        }
        return items;
    }

    private @Nullable String text(@Nullable String pointer) {
        return text(json, pointer);
    }

    private JsonNode at(@Nullable String pointer) {
        return at(json, pointer);
    }

    static @Nullable String text(JsonNode node, @Nullable String pointer) {
        JsonNode value = at(node, pointer);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        return value.isValueNode() ? value.asText() : value.toString();
    }

    static JsonNode at(JsonNode node, @Nullable String pointer) {
        try {
            return pointer == null ? MissingNode.getInstance() : node.at(JsonPointer.compile(pointer));
        } catch (IllegalArgumentException e) {
            return MissingNode.getInstance();
        }
    }

    private static JsonNode parsed(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }
}
