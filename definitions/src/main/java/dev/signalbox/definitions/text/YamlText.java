package dev.signalbox.definitions.text;

import dev.signalbox.definitions.InputProblemCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** Reads YAML 1.2 with its core schema, anchors, aliases and merge keys; tags are refused. */
final class YamlText {
    private static final String MERGE = "<<";

    private final String file;
    private final Iterator<Event> events;
    private final DuplicateKeys duplicates;
    private final ValueBudget budget = new ValueBudget();
    private final ScalarResolver resolver = new CoreSchema().getScalarResolver();
    private final Map<Anchor, Anchored> anchors = new HashMap<>();

    private record Anchored(Value value, long values) {}

    private YamlText(String file, Iterator<Event> events, DuplicateKeys duplicates) {
        this.file = file;
        this.events = events;
        this.duplicates = duplicates;
    }

    static List<Value> read(String file, String content, DuplicateKeys duplicates) throws UnreadableText {
        LoadSettings settings = LoadSettings.builder()
                .setLabel(file)
                .setCodePointLimit(Integer.MAX_VALUE)
                .build();
        try {
            return new YamlText(file, new Parse(settings).parseString(content).iterator(), duplicates).documents();
        } catch (MarkedYamlEngineException e) {
            throw new UnreadableText(
                    InputProblemCode.SYNTAX_INVALID, at(file, e.getProblemMark()), "not valid YAML: " + problem(e));
        } catch (ReaderException e) {
            throw new UnreadableText(
                    InputProblemCode.SYNTAX_INVALID,
                    Lines.first(file, content, e.getCodePoint()),
                    "not valid YAML: a character that text files do not have, U+%04X".formatted(e.getCodePoint()));
        } catch (YamlEngineException e) {
            throw new UnreadableText(
                    InputProblemCode.SYNTAX_INVALID, Place.startOf(file), "not valid YAML: " + e.getMessage());
        }
    }

    private List<Value> documents() throws UnreadableText {
        List<Value> documents = new ArrayList<>();
        while (events.hasNext()) {
            Event event = events.next();
            switch (event.getEventId()) {
                case DocumentStart, DocumentEnd, StreamStart, StreamEnd, Comment -> {}
                case Alias, Scalar, SequenceStart, SequenceEnd, MappingStart, MappingEnd ->
                    documents.add(value(event, at(file, event.getStartMark()), 1));
            }
        }
        return documents;
    }

    private Value value(Event event, Place place, int depth) throws UnreadableText {
        if (depth > ValueBudget.MOST_LEVELS) {
            throw ValueBudget.tooDeep(place);
        }
        budget.spend(1, place);
        long before = budget.spent();
        return switch (event) {
            case ScalarEvent scalar ->
                anchored(scalar.getAnchor(), refuseTag(scalar.getTag(), place, scalar(scalar, place)), before);
            case SequenceStartEvent sequence ->
                anchored(sequence.getAnchor(), refuseTag(sequence.getTag(), place, items(place, depth)), before);
            case MappingStartEvent mapping ->
                anchored(mapping.getAnchor(), refuseTag(mapping.getTag(), place, fields(place, depth)), before);
            case AliasEvent alias -> aliased(alias, place);
            default -> throw new IllegalStateException("a YAML parser does not begin a value with " + event);
        };
    }

    private Value scalar(ScalarEvent event, Place place) {
        Tag tag = resolver.resolve(event.getValue(), event.getImplicit().canOmitTagInPlainScalar());
        if (tag.equals(Tag.INT) || tag.equals(Tag.FLOAT)) {
            return new Value.Numeral(place, event.getValue());
        }
        if (tag.equals(Tag.BOOL)) {
            return new Value.Truth(place, Boolean.parseBoolean(event.getValue()));
        }
        return tag.equals(Tag.NULL) ? new Value.Nothing(place) : new Value.Text(place, event.getValue());
    }

    private Value items(Place place, int depth) throws UnreadableText {
        List<Value> items = new ArrayList<>();
        for (Event event = events.next(); event.getEventId() != Event.ID.SequenceEnd; event = events.next()) {
            items.add(value(event, child(place, Integer.toString(items.size()), event), depth + 1));
        }
        return new Value.Items(place, items);
    }

    private Value fields(Place place, int depth) throws UnreadableText {
        Map<String, Value.Field> fields = new LinkedHashMap<>();
        List<Value> merged = new ArrayList<>();
        for (Event event = events.next(); event.getEventId() != Event.ID.MappingEnd; event = events.next()) {
            if (!(event instanceof ScalarEvent scalar)) {
                throw new UnreadableText(
                        InputProblemCode.SYNTAX_INVALID, at(file, event.getStartMark()), "a key must be plain text");
            }
            String key = scalar.getValue();
            Place keyPlace = child(place, key, event);
            Event content = events.next();
            Value value = value(content, child(place, key, content), depth + 1);
            if (key.equals(MERGE) && scalar.getImplicit().canOmitTagInPlainScalar()) {
                merged.add(value);
            } else {
                Value.Field first = fields.putIfAbsent(key, new Value.Field(keyPlace, value));
                if (first != null) {
                    duplicates.found(key, keyPlace, first.key());
                }
            }
        }
        for (Value value : merged) {
            merge(value, fields);
        }
        return new Value.Fields(place, fields);
    }

    private static void merge(Value value, Map<String, Value.Field> into) throws UnreadableText {
        switch (value) {
            case Value.Fields source -> source.fields().forEach(into::putIfAbsent);
            case Value.Items sources -> {
                for (Value source : sources.items()) {
                    merge(source, into);
                }
            }
            case Value.Text other -> throw notMergeable(other);
            case Value.Numeral other -> throw notMergeable(other);
            case Value.Truth other -> throw notMergeable(other);
            case Value.Nothing other -> throw notMergeable(other);
        }
    }

    private static UnreadableText notMergeable(Value value) {
        return new UnreadableText(
                InputProblemCode.SYNTAX_INVALID, value.place(), "'<<' merges a mapping, not " + value.kind());
    }

    private Value anchored(Optional<Anchor> anchor, Value value, long before) {
        anchor.ifPresent(name -> anchors.put(name, new Anchored(value, budget.spent() - before)));
        return value;
    }

    private Value aliased(AliasEvent alias, Place place) throws UnreadableText {
        Anchored target = anchors.get(alias.getAlias());
        if (target == null) {
            throw new UnreadableText(
                    InputProblemCode.SYNTAX_INVALID,
                    place,
                    "the alias '*" + alias.getAlias() + "' has no anchor before it");
        }
        budget.spend(target.values(), place);
        return target.value();
    }

    private static Value refuseTag(Optional<String> tag, Place place, Value value) throws UnreadableText {
        if (tag.isPresent() && !tag.get().equals("!")) {
            throw new UnreadableText(
                    InputProblemCode.TAG_NOT_ALLOWED, place, "the tag '" + tag.get() + "' is not allowed: no tag is");
        }
        return value;
    }

    private static Place child(Place parent, String segment, Event event) {
        Mark mark = event.getStartMark().orElseThrow();
        return parent.child(segment, mark.getLine() + 1, mark.getColumn() + 1);
    }

    private static Place at(String file, Optional<Mark> mark) {
        return mark.map(where -> Place.document(file, where.getLine() + 1, where.getColumn() + 1))
                .orElse(Place.startOf(file));
    }

    private static String problem(MarkedYamlEngineException e) {
        @Nullable String context = e.getContext();
        return context == null ? e.getProblem() : context + ", " + e.getProblem();
    }
}
