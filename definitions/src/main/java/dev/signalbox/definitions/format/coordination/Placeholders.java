package dev.signalbox.definitions.format.coordination;

import dev.signalbox.definitions.InputProblemCode;
import dev.signalbox.definitions.draft.DidYouMean;
import dev.signalbox.definitions.draft.Problems;
import dev.signalbox.definitions.text.Place;
import dev.signalbox.definitions.text.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Replaces <code>${inputs.x}</code> and <code>{{ inputs.x }}</code> by the declared inputs. A text that is nothing but a placeholder
 * becomes the input itself, a list in a list is spliced into it, and inside a longer text a list is joined by commas. What is
 * inserted is never looked at again. An input that is not declared is an error; any other placeholder that nothing gives a value is a
 * warning, and stays as it is written.
 */
final class Placeholders {
    private static final Pattern FORM = Pattern.compile("\\$\\{([^{}]*)\\}|\\{\\{([^{}]*)\\}\\}");
    private static final String INPUTS = "inputs.";
    private static final long MOST_INSERTED = 8L * 1024 * 1024;
    private static final Set<String> UNTOUCHED = Set.of("inputs", "when");

    private final Map<String, Value> values = new LinkedHashMap<>();
    private final Map<String, String> joined = new LinkedHashMap<>();
    private final List<String> declared;
    private final Problems problems;
    private long inserted;

    /**
     * Placeholders of one workflow.
     *
     * @param inputs the declared inputs; null when there are none
     * @param name the name of the workflow
     */
    Placeholders(Value.@Nullable Fields inputs, Value.Text name, Problems problems) {
        this.problems = problems;
        if (inputs != null) {
            inputs.fields().forEach((key, field) -> values.put(INPUTS + key, field.value()));
        }
        this.declared = List.copyOf(values.keySet());
        values.put("WORKFLOW_NAME", name);
    }

    /** A mapping in which every value but conditions and the inputs themselves has its placeholders replaced. */
    Value.Fields in(Value.Fields fields) {
        Map<String, Value.Field> replaced = new LinkedHashMap<>();
        fields.fields()
                .forEach((key, field) -> replaced.put(
                        key, UNTOUCHED.contains(key) ? field : new Value.Field(field.key(), in(field.value()))));
        return new Value.Fields(fields.place(), replaced);
    }

    private Value in(Value value) {
        return switch (value) {
            case Value.Text text -> in(text);
            case Value.Fields fields -> in(fields);
            case Value.Items items -> in(items);
            case Value.Numeral numeral -> numeral;
            case Value.Truth truth -> truth;
            case Value.Nothing nothing -> nothing;
        };
    }

    private Value in(Value.Items items) {
        List<Value> replaced = new ArrayList<>();
        for (Value item : items.items()) {
            Value one = in(item);
            if (one instanceof Value.Items list && item instanceof Value.Text) {
                replaced.addAll(list.items());
            } else {
                replaced.add(one);
            }
        }
        return new Value.Items(items.place(), replaced);
    }

    private Value in(Value.Text text) {
        Matcher form = FORM.matcher(text.text());
        if (!form.find()) {
            return text;
        }
        if (form.start() == 0 && form.end() == text.text().length()) {
            return whole(text, form);
        }
        StringBuilder replaced = new StringBuilder();
        do {
            String written = form.group();
            String words = value(nameIn(form), written, text.place())
                    .map(value -> joined(nameIn(form), value))
                    .orElse(written);
            form.appendReplacement(replaced, Matcher.quoteReplacement(fits(words, text.place()) ? words : written));
        } while (form.find());
        form.appendTail(replaced);
        return new Value.Text(text.place(), replaced.toString());
    }

    private Value whole(Value.Text text, Matcher form) {
        String name = nameIn(form);
        return value(name, form.group(), text.place())
                .filter(value -> fits(joined(name, value), text.place()))
                .map(value -> at(text.place(), value))
                .orElse(text);
    }

    private static String nameIn(Matcher form) {
        return (form.group(1) == null ? form.group(2) : form.group(1)).strip();
    }

    private Optional<Value> value(String name, String written, Place place) {
        Value value = values.get(name);
        if (value != null && !(value instanceof Value.Nothing)) {
            return Optional.of(value);
        }
        if (value == null && name.startsWith(INPUTS)) {
            problems.error(
                    InputProblemCode.PLACEHOLDER_UNRESOLVED,
                    place,
                    "'" + written + "' means an input that is not declared under 'inputs'"
                            + DidYouMean.among(declared, name));
        } else {
            problems.warning(
                    InputProblemCode.PLACEHOLDER_UNRESOLVED,
                    place,
                    value == null
                            ? "nothing gives '" + written + "' a value, so the agent gets it as it is written"
                            : "the input of '" + written + "' has no value, so the agent gets it as it is written");
        }
        return Optional.empty();
    }

    /** Whether there is room for what is inserted; a few inputs in many places must not become an enormous definition. */
    private boolean fits(String words, Place place) {
        boolean fitted = inserted <= MOST_INSERTED;
        inserted += words.length();
        if (inserted > MOST_INSERTED && fitted) {
            problems.error(
                    InputProblemCode.SIZE_TOO_LARGE,
                    place,
                    "with every input written out the workflow has more than " + MOST_INSERTED + " characters");
        }
        return inserted <= MOST_INSERTED;
    }

    private String joined(String name, Value value) {
        return joined.computeIfAbsent(name, same -> words(value));
    }

    private static String words(Value value) {
        return switch (value) {
            case Value.Text text -> text.text();
            case Value.Numeral numeral -> numeral.literal();
            case Value.Truth truth -> truth.kind();
            case Value.Nothing nothing -> "";
            case Value.Items items ->
                items.items().stream().map(Placeholders::words).collect(Collectors.joining(", "));
            case Value.Fields fields ->
                fields.fields().entrySet().stream()
                        .map(entry ->
                                entry.getKey() + ": " + words(entry.getValue().value()))
                        .collect(Collectors.joining(", "));
        };
    }

    /** The input as if it had been written where the placeholder is. */
    private static Value at(Place place, Value value) {
        return switch (value) {
            case Value.Text text -> new Value.Text(place, text.text());
            case Value.Numeral numeral -> new Value.Numeral(place, numeral.literal());
            case Value.Truth truth -> new Value.Truth(place, truth.holds());
            case Value.Nothing nothing -> new Value.Nothing(place);
            case Value.Items items -> new Value.Items(place, items.items());
            case Value.Fields fields -> new Value.Fields(place, fields.fields());
        };
    }
}
