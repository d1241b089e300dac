package dev.signalbox.definitions.text;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.signalbox.definitions.InputProblemCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads JSON. */
final class JsonText {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(ValueBudget.MOST_LEVELS)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private final String file;
    private final JsonParser parser;
    private final DuplicateKeys duplicates;

    private JsonText(String file, JsonParser parser, DuplicateKeys duplicates) {
        this.file = file;
        this.parser = parser;
        this.duplicates = duplicates;
    }

    static List<Value> read(String file, String content, DuplicateKeys duplicates) throws UnreadableText {
        try (JsonParser parser = FACTORY.createParser(content)) {
            return new JsonText(file, parser, duplicates).documents();
        } catch (StreamConstraintsException e) {
            throw ValueBudget.tooDeep(at(file, e.getLocation()));
        } catch (JsonProcessingException e) {
            throw new UnreadableText(
                    InputProblemCode.SYNTAX_INVALID,
                    at(file, e.getLocation()),
                    "not valid JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Value> documents() throws IOException {
        if (parser.nextToken() == null) {
            return List.of();
        }
        Value value = value(at(file, parser.currentTokenLocation()));
        if (parser.nextToken() != null) {
            throw new JsonParseException(
                    parser, "there is something after the end of the document", parser.currentTokenLocation());
        }
        return List.of(value);
    }

    private Value value(Place place) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> fields(place);
            case START_ARRAY -> items(place);
            case VALUE_STRING -> new Value.Text(place, parser.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Value.Numeral(place, parser.getText());
            case VALUE_TRUE -> new Value.Truth(place, true);
            case VALUE_FALSE -> new Value.Truth(place, false);
            case VALUE_NULL -> new Value.Nothing(place);
            case END_OBJECT, END_ARRAY, FIELD_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
                throw new IllegalStateException("a JSON parser does not begin a value with " + parser.currentToken());
        };
    }

    private Value fields(Place place) throws IOException {
        Map<String, Value.Field> fields = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            Place keyPlace = child(place, key);
            parser.nextToken();
            Value.Field field = new Value.Field(keyPlace, value(child(place, key)));
            Value.Field first = fields.putIfAbsent(key, field);
            if (first != null) {
                duplicates.found(key, keyPlace, first.key());
            }
        }
        return new Value.Fields(place, fields);
    }

    private Value items(Place place) throws IOException {
        List<Value> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(value(child(place, Integer.toString(items.size()))));
        }
        return new Value.Items(place, items);
    }

    private Place child(Place parent, String segment) {
        JsonLocation location = parser.currentTokenLocation();
        return parent.child(segment, location.getLineNr(), location.getColumnNr());
    }

    private static Place at(String file, @Nullable JsonLocation location) {
        return location == null
                ? Place.startOf(file)
                : Place.document(file, Math.max(1, location.getLineNr()), Math.max(1, location.getColumnNr()));
    }
}
