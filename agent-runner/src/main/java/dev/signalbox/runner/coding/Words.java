package dev.signalbox.runner.coding;

import com.fasterxml.jackson.databind.JsonNode;

/** Makes short texts for a reader. */
public final class Words {
    private static final int LONGEST_ARGUMENTS = 300;

    private Words() {}

    /** A text on one line, cut where it is too long. */
    public static String line(String text, int most) {
        String line = text.strip().replaceAll("\\s+", " ");
        return line.length() <= most ? line : line.substring(0, most) + "\u2026";
    }

    /** What a tool is given, on one line: its only argument, or all of them by name. */
    public static String arguments(JsonNode arguments) {
        if (arguments.isObject() && arguments.size() == 1) {
            return arguments(arguments.elements().next());
        }
        return line(arguments.isTextual() ? arguments.textValue() : arguments.toString(), LONGEST_ARGUMENTS);
    }
}
