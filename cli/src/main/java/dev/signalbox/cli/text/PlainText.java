package dev.signalbox.cli.text;

import java.util.regex.Pattern;

/** Text of agents and definitions, made harmless for a terminal: no escape sequence, control or direction character is left. */
public final class PlainText {
    private static final Pattern ESCAPE_SEQUENCE = Pattern.compile(
            "(?:\\x1b\\[|\\x9b)[0-?]*[ -/]*[@-~]" // CSI
                    + "|(?:\\x1b[\\]PX^_]|[\\x9d\\x90\\x98\\x9e\\x9f])[^\\x07\\x1b\\x9c]*(?:\\x07|\\x1b\\\\|\\x9c)?" // OSC, DCS and kin
                    + "|\\x1b[ -/]*[0-~]?");
    private static final Pattern CUT_SEQUENCE =
            Pattern.compile("\\x1b(?:\\[[0-?]*[ -/]*|[\\]PX^_][^\\x07\\x1b\\x9c]*|[ -/]*)");
    private static final Pattern LINE_END = Pattern.compile("\\r\\n?");
    private static final Pattern UNPRINTABLE =
            Pattern.compile("[\\p{Cc}&&[^\\n\\t]]|[\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]");
    private static final Pattern WHITESPACE = Pattern.compile("[\\s\\u2028\\u2029]+");

    private PlainText() {}

    private static boolean isPlainLine(String text) {
        boolean afterBlank = true;
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character < ' ' || character > '~' || (character == ' ' && afterBlank)) {
                return false;
            }
            afterBlank = character == ' ';
        }
        return !afterBlank || text.isEmpty();
    }

    /** Keeps line feeds and tabs. A carriage return becomes a line feed. */
    public static String of(String text) {
        String unescaped = ESCAPE_SEQUENCE.matcher(text).replaceAll("");
        return UNPRINTABLE.matcher(LINE_END.matcher(unescaped).replaceAll("\n")).replaceAll("");
    }

    /** The same on one line. */
    public static String line(String text) {
        return isPlainLine(text)
                ? text
                : WHITESPACE.matcher(of(text)).replaceAll(" ").strip();
    }

    static boolean isCutSequence(String text) {
        return CUT_SEQUENCE.matcher(text).matches();
    }
}
