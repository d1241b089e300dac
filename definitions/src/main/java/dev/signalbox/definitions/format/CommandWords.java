package dev.signalbox.definitions.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Splits a command that is written as one line into its arguments, as far as that needs no shell. */
final class CommandWords {
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*=.*", Pattern.DOTALL);
    private static final String NEEDS_A_SHELL = "|&;<>()$`*?[#~\n";

    private final String line;
    private final List<String> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private boolean inWord;
    private int at;

    private CommandWords(String line) {
        this.line = line;
    }

    /**
     * The arguments, with quotes taken away; variables that are set before the command are set by {@code env}. Empty for a line without a
     * word, with an open quote, or with anything outside of single quotes that only a shell would understand.
     */
    static Optional<List<String>> split(String line) {
        CommandWords split = new CommandWords(line);
        if (!split.read() || split.words.isEmpty()) {
            return Optional.empty();
        }
        if (setsVariable(split.words.getFirst())) {
            split.words.addFirst("env");
        }
        return Optional.of(List.copyOf(split.words));
    }

    /** Whether a word sets a variable for the command behind it. */
    static boolean setsVariable(String word) {
        return VARIABLE.matcher(word).matches();
    }

    private boolean read() {
        while (at < line.length()) {
            char next = line.charAt(at++);
            boolean understood = switch (next) {
                case ' ', '\t' -> endWord();
                case '\'' -> quoted('\'');
                case '"' -> quoted('"');
                case '\\' -> escaped();
                default -> NEEDS_A_SHELL.indexOf(next) < 0 && add(next);
            };
            if (!understood) {
                return false;
            }
        }
        return endWord();
    }

    private boolean add(char letter) {
        inWord = true;
        word.append(letter);
        return true;
    }

    private boolean endWord() {
        if (inWord) {
            words.add(word.toString());
            word.setLength(0);
            inWord = false;
        }
        return true;
    }

    private boolean escaped() {
        return at < line.length() && add(line.charAt(at++));
    }

    private boolean quoted(char quote) {
        inWord = true;
        while (at < line.length()) {
            char next = line.charAt(at++);
            if (next == quote) {
                return true;
            }
            if (quote == '"' && (next == '$' || next == '`')) {
                return false;
            }
            boolean escape = quote == '"' && next == '\\' && at < line.length() && "\"\\".indexOf(line.charAt(at)) >= 0;
            word.append(escape ? line.charAt(at++) : next);
        }
        return false;
    }
}
