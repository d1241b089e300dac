package dev.signalbox.definitions.draft;

import dev.signalbox.definitions.InputProblemCode;
import dev.signalbox.definitions.text.Place;
import dev.signalbox.definitions.text.Value;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a mapping key by key. What is missing or empty reads as null; what is wrong is reported and then reads as null too. At the end
 * {@link #reportUnknownKeys} reports the keys that nobody asked for.
 */
public final class Section {
    private static final int MOST_DIGITS = 30;
    private static final String OWN = "x-";

    private final Value.Fields fields;
    private final String name;
    private final Problems problems;
    private final Set<String> known = new LinkedHashSet<>();

    /**
     * Begins to read.
     *
     * @param name what messages call the mapping, with its article, for example {@code a step}
     */
    public Section(Value.Fields fields, String name, Problems problems) {
        this.fields = fields;
        this.name = name;
        this.problems = problems;
    }

    public Place place() {
        return fields.place();
    }

    /** The value of a key; null when there is none or it is empty. */
    public @Nullable Value value(String key) {
        known.add(key);
        Value.Field field = fields.fields().get(key);
        return field == null || field.value() instanceof Value.Nothing ? null : field.value();
    }

    /** The place of a key's value, or of the whole mapping when the key is missing. */
    public Place placeOf(String key) {
        Value.Field field = fields.fields().get(key);
        return field == null ? fields.place() : field.value().place();
    }

    /** The place of a key itself, or of the whole mapping when the key is missing. */
    public Place placeOfKey(String key) {
        Value.Field field = fields.fields().get(key);
        return field == null ? fields.place() : field.key();
    }

    public boolean has(String key) {
        return value(key) != null;
    }

    public @Nullable String text(String key) {
        Value value = value(key);
        if (value instanceof Value.Text text) {
            return text.text();
        }
        if (value != null) {
            boolean quotable = value instanceof Value.Numeral || value instanceof Value.Truth;
            wrong(key, "must be text" + (quotable ? ", not " + value.kind() + "; put it in quotes" : ""), value);
        }
        return null;
    }

    /** A text of one line that is not blank and not too long. */
    public @Nullable String line(String key, int mostCharacters) {
        String text = text(key);
        if (text == null) {
            return null;
        }
        if (text.isBlank() || text.length() > mostCharacters || text.chars().anyMatch(Character::isISOControl)) {
            invalid(key, "must be one line of 1 to " + mostCharacters + " characters");
            return null;
        }
        return text;
    }

    /** A name of something, which may look like a number. */
    public @Nullable Mention mention(String key) {
        Value value = value(key);
        return value == null ? null : mention(value, "'" + key + "'");
    }

    public @Nullable Integer wholeNumber(String key, int least, int most) {
        Long number = wholeNumber(key, (long) least, (long) most);
        return number == null ? null : Math.toIntExact(number);
    }

    public @Nullable Long wholeNumber(String key, long least, long most) {
        BigDecimal number = number(key);
        if (number == null) {
            return null;
        }
        boolean whole = number.stripTrailingZeros().scale() <= 0;
        if (!whole
                || number.compareTo(BigDecimal.valueOf(least)) < 0
                || number.compareTo(BigDecimal.valueOf(most)) > 0) {
            String range = most == Long.MAX_VALUE ? ", at least " + least : " from " + least + " to " + most;
            invalid(key, "must be a whole number" + range);
            return null;
        }
        return number.longValueExact();
    }

    /** A number that is not negative. */
    public @Nullable BigDecimal amount(String key) {
        BigDecimal number = number(key);
        if (number != null && number.signum() < 0) {
            invalid(key, "must not be negative");
            return null;
        }
        return number;
    }

    private @Nullable BigDecimal number(String key) {
        Value value = value(key);
        if (value instanceof Value.Numeral numeral) {
            try {
                BigDecimal number = new BigDecimal(numeral.literal());
                if (Math.abs((long) number.scale()) <= MOST_DIGITS && number.precision() <= MOST_DIGITS) {
                    return number;
                }
                invalid(key, "is not a sensible number");
            } catch (NumberFormatException e) {
                invalid(key, "must be a decimal number");
            }
        } else if (value != null) {
            wrong(key, "must be a number", value);
        }
        return null;
    }

    public @Nullable Boolean truth(String key) {
        Value value = value(key);
        if (value instanceof Value.Truth truth) {
            return truth.holds();
        }
        if (value != null) {
            wrong(key, "must be true or false", value);
        }
        return null;
    }

    public @Nullable Duration duration(String key) {
        Value value = value(key);
        return value == null ? null : duration(value, "'" + key + "'");
    }

    /** A duration longer than nothing. */
    public @Nullable Duration timeout(String key) {
        Duration duration = duration(key);
        if (duration != null && duration.isZero()) {
            invalid(key, "must be longer than nothing");
            return null;
        }
        return duration;
    }

    public List<Duration> durations(String key) {
        return items(key, "a list of durations, for example [1s, 5s]").stream()
                .flatMap(item -> Optional.ofNullable(duration(item, "each of '" + key + "'")).stream())
                .toList();
    }

    private @Nullable Duration duration(Value value, String subject) {
        if (value instanceof Value.Text text) {
            Optional<Duration> duration = DurationText.read(text.text());
            if (duration.isPresent()) {
                return duration.get();
            }
        }
        String hint = value instanceof Value.Numeral numeral ? "; say the unit, as in " + numeral.literal() + "s" : "";
        problems.error(
                InputProblemCode.DURATION_INVALID,
                value.place(),
                subject + " must be a duration like 500ms, 1s, 5m, 2h or 1d" + hint);
        return null;
    }

    /** The names in a list; an empty list when the key is missing. */
    public List<Mention> mentions(String key, String example) {
        return items(key, "a list, for example " + example).stream()
                .flatMap(item -> Optional.ofNullable(mention(item, "each of '" + key + "'")).stream())
                .toList();
    }

    /** The names in a list, or a single one that stands for itself; an empty list when the key is missing. */
    public List<Mention> oneOrMore(String key, String example) {
        return switch (value(key)) {
            case null -> List.of();
            case Value.Items items -> mentions(key, example);
            case Value.Fields other -> mentions(key, example);
            default -> Optional.ofNullable(mention(key)).map(List::of).orElse(List.of());
        };
    }

    public List<Value> items(String key, String expected) {
        Value value = value(key);
        return switch (value) {
            case null -> List.of();
            case Value.Items items -> items.items();
            default -> {
                wrong(key, "must be " + expected, value);
                yield List.of();
            }
        };
    }

    public Optional<Section> section(String key, String sectionName) {
        Value value = value(key);
        return switch (value) {
            case null -> Optional.empty();
            case Value.Fields inner -> Optional.of(new Section(inner, sectionName, problems));
            default -> {
                wrong(key, "must be a mapping", value);
                yield Optional.empty();
            }
        };
    }

    /** An argument list, never a shell line; empty when the key is missing, but not when it is wrong, so that nobody asks for it again. */
    public List<String> command(String key) {
        if (value(key) instanceof Value.Text line) {
            problems.error(
                    InputProblemCode.COMMAND_IS_TEXT,
                    line.place(),
                    "'" + key
                            + "' must be a list of arguments, for example [\"make\", \"test\"]: a line of text is never given to a"
                            + " shell. When you want a shell, say so: [\"sh\", \"-c\", ...]");
            return List.of(line.text());
        }
        List<Mention> arguments = mentions(key, "[\"make\", \"test\"]");
        if (value(key) instanceof Value.Items list
                && (list.items().isEmpty()
                        || (!arguments.isEmpty() && arguments.getFirst().text().isBlank()))) {
            invalid(key, "must name a program first, for example [\"make\", \"test\"]");
        }
        for (Mention argument : arguments) {
            if (argument.text().indexOf('\0') >= 0) {
                problems.error(
                        InputProblemCode.VALUE_INVALID,
                        argument.place(),
                        "an argument cannot contain the character NUL");
            }
        }
        boolean unread = arguments.isEmpty() && has(key);
        return unread ? List.of(key) : arguments.stream().map(Mention::text).toList();
    }

    /** Names and values of a mapping whose keys are free. */
    public Map<String, Mention> mentionsByName(String key) {
        Map<String, Mention> named = new LinkedHashMap<>();
        section(key, "'" + key + "'")
                .ifPresent(section -> section.fields.fields().forEach((name, field) -> {
                    Mention mention = mention(field.value(), "'" + name + "'");
                    if (mention != null) {
                        named.put(name, mention);
                    }
                }));
        return named;
    }

    /** The mapping itself, for keys that are free. */
    public Map<String, Value.Field> entries() {
        return fields.fields();
    }

    /** What the keys say that begin with {@code x-} and are everybody's own. */
    public Map<String, Object> ownEntries() {
        Map<String, Object> own = new LinkedHashMap<>();
        fields.fields().forEach((key, field) -> {
            @Nullable Object plain = field.value().plain();
            if (key.startsWith(OWN) && plain != null) {
                own.put(key, plain);
            }
        });
        return own;
    }

    /** Reports every key that was not asked for. Keys that begin with {@code x-} are everybody's own. */
    public void reportUnknownKeys() {
        fields.fields().forEach((key, field) -> {
            if (!known.contains(key) && !key.startsWith(OWN)) {
                problems.unknownKey(
                        field.key(), "'" + key + "' means nothing in " + name + DidYouMean.among(known, key));
            }
        });
    }

    /** Reports what is wrong with the value of a key. */
    public void invalid(String key, String reason) {
        problems.error(InputProblemCode.VALUE_INVALID, placeOf(key), "'" + key + "' " + reason);
    }

    private void wrong(String key, String reason, Value value) {
        String butIs = reason.contains(", not ") ? "" : ", not " + value.kind();
        problems.error(InputProblemCode.TYPE_WRONG, value.place(), "'" + key + "' " + reason + butIs);
    }

    private @Nullable Mention mention(Value value, String subject) {
        return switch (value) {
            case Value.Text text -> new Mention(text.text(), text.place());
            case Value.Numeral numeral -> new Mention(numeral.literal(), numeral.place());
            case Value.Truth truth -> new Mention(truth.kind(), truth.place());
            case Value.Items other -> notText(other, subject);
            case Value.Fields other -> notText(other, subject);
            case Value.Nothing other -> notText(other, subject);
        };
    }

    private @Nullable Mention notText(Value value, String subject) {
        problems.error(InputProblemCode.TYPE_WRONG, value.place(), subject + " must be text, not " + value.kind());
        return null;
    }
}
