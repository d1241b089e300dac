package dev.signalbox.definitions.format;

import dev.signalbox.definitions.InputProblemCode;
import dev.signalbox.definitions.draft.Mention;
import dev.signalbox.definitions.draft.Problems;
import dev.signalbox.definitions.draft.Section;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads labels: names and values of one line each. */
final class Labels {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/-]{0,99}");
    private static final int MOST_VALUE_CHARACTERS = 200;

    private final Problems problems;

    Labels(Problems problems) {
        this.problems = problems;
    }

    Map<String, String> read(Section section, String key) {
        Map<String, String> labels = new LinkedHashMap<>();
        section.mentionsByName(key).forEach((name, value) -> {
            if (isLabel(name, value.text())) {
                labels.put(name, value.text());
            } else {
                report(name, value);
            }
        });
        return labels;
    }

    private static boolean isLabel(String name, String value) {
        return NAME.matcher(name).matches()
                && value.length() <= MOST_VALUE_CHARACTERS
                && value.chars().noneMatch(Character::isISOControl);
    }

    private void report(String name, Mention value) {
        problems.error(
                InputProblemCode.VALUE_INVALID,
                value.place(),
                "'" + name
                        + "' cannot be a label: its name has letters, digits and . _ / -, 100 at most, and its value is one line"
                        + " of 200 characters at most");
    }
}
