package dev.signalbox.definitions.format.openintent;

import dev.signalbox.definitions.InputProblemCode;
import dev.signalbox.definitions.draft.DidYouMean;
import dev.signalbox.definitions.draft.Mention;
import dev.signalbox.definitions.draft.Problems;
import dev.signalbox.definitions.draft.Section;
import dev.signalbox.definitions.text.Place;
import dev.signalbox.definitions.text.Value;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a phase promises to answer with.
 *
 * @param types what each output is, in words, by its key
 */
record Outputs(Map<String, String> types) {
    static final Outputs NONE = new Outputs(Map.of());

    private static final Set<String> BUILT_IN =
            Set.of("string", "number", "integer", "boolean", "object", "array", "any");

    boolean areDeclared() {
        return !types.isEmpty();
    }

    boolean has(String key) {
        return types.containsKey(key);
    }

    /** Reads {@code outputs}: a list of keys, or a mapping from keys to types. */
    static Outputs read(Section phase, Set<String> namedTypes, Problems problems) {
        Value value = phase.value("outputs");
        return switch (value) {
            case null -> NONE;
            case Value.Items items -> listed(phase);
            case Value.Fields fields -> new Reading(namedTypes, problems).mapped(fields);
            default -> {
                problems.error(
                        InputProblemCode.TYPE_WRONG,
                        value.place(),
                        "'outputs' must be a list of keys, or a mapping from keys to types, not " + value.kind());
                yield NONE;
            }
        };
    }

    private static Outputs listed(Section phase) {
        Map<String, String> types = new LinkedHashMap<>();
        phase.mentions("outputs", "[summary, findings]").forEach(key -> types.put(key.text(), "any"));
        return new Outputs(types);
    }

    private record Reading(Set<String> namedTypes, Problems problems) {

        Outputs mapped(Value.Fields fields) {
            Map<String, String> types = new LinkedHashMap<>();
            fields.fields().forEach((key, field) -> types.put(key, type(key, field.value())));
            return new Outputs(types);
        }

        String type(String key, Value value) {
            return switch (value) {
                case Value.Text text -> known(new Mention(text.text(), text.place()));
                case Value.Fields fields -> detailed(key, fields);
                case Value.Nothing nothing -> "any";
                default -> {
                    problems.error(
                            InputProblemCode.TYPE_WRONG,
                            value.place(),
                            "the output '" + key + "' must be a type, or a mapping with 'type' and 'required', not "
                                    + value.kind());
                    yield "any";
                }
            };
        }

        String detailed(String key, Value.Fields fields) {
            Section section = new Section(fields, "an output", problems);
            @Nullable Mention name = section.mention("type");
            boolean optional = Boolean.FALSE.equals(section.truth("required"));
            @Nullable String description = section.text("description");
            section.reportUnknownKeys();
            if (name == null && !section.has("type")) {
                missing(key, fields.place());
            }
            return (name == null ? "any" : known(name))
                    + (optional ? ", may be left out" : "")
                    + (description == null ? "" : ": " + description.strip());
        }

        void missing(String key, Place place) {
            problems.error(InputProblemCode.KEY_MISSING, place, "the output '" + key + "' needs a 'type'");
        }

        String known(Mention type) {
            if (!BUILT_IN.contains(type.text()) && !namedTypes.contains(type.text())) {
                Set<String> possible = new LinkedHashSet<>(BUILT_IN);
                possible.addAll(namedTypes);
                problems.error(
                        InputProblemCode.OUTPUT_TYPE_UNKNOWN,
                        type.place(),
                        "there is no type '" + type.text()
                                + "': it is neither declared in 'types' nor one of string, number, integer, boolean, object,"
                                + " array and any" + DidYouMean.among(possible, type.text()));
            }
            return type.text();
        }
    }
}
