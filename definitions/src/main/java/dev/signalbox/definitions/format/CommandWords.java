package dev.signalbox.definitions.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Splits a command that is written as one line into its arguments, as far as that needs no shell. */
final class CommandWords {
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
     * The arguments, with quotes taken away. Empty for a line without a word, with an open quote, or with anything outside of single
     * quotes that only a shell would understand.
     */
    static Optional<List<String>> split(String line) {
        CommandWords split = new CommandWords(line);
        return split.read() && !split.words.isEmpty() ? Optional.of(List.copyOf(split.words)) : Optional.empty();
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
