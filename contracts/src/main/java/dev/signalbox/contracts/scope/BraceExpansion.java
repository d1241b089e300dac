package dev.signalbox.contracts.scope;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Turns a pattern with <code>{a,b}</code> into the patterns without that it stands for. Braces nest; in brackets they are plain. */
final class BraceExpansion {
    static final int MOST_ALTERNATIVES = 256;

    private final String pattern;

    private BraceExpansion(String pattern) {
        this.pattern = pattern;
    }

    /** The alternatives, each once, in the order of the text. */
    static List<String> of(String pattern) {
        return List.copyOf(new BraceExpansion(pattern).expand(pattern));
    }

    private Set<String> expand(String text) {
        int open = indexOutsideBrackets(text, 0, '{');
        if (open < 0) {
            if (indexOutsideBrackets(text, 0, '}') >= 0) {
                throw new InvalidPathPattern(pattern, "has a '}' without '{'; a plain one is written '[}]'");
            }
            return Set.of(text);
        }
        if (indexOutsideBrackets(text.substring(0, open), 0, '}') >= 0) {
            throw new InvalidPathPattern(pattern, "has a '}' without '{'; a plain one is written '[}]'");
        }
        List<Integer> cuts = cuts(text, open);
        Set<String> tails = expand(text.substring(cuts.getLast() + 1));
        Set<String> whole = new LinkedHashSet<>();
        for (int part = 0; part + 1 < cuts.size(); part++) {
            for (String middle : expand(text.substring(cuts.get(part) + 1, cuts.get(part + 1)))) {
                for (String tail : tails) {
                    whole.add(text.substring(0, open) + middle + tail);
                    if (whole.size() > MOST_ALTERNATIVES) {
                        throw new InvalidPathPattern(
                                pattern, "stands for more than " + MOST_ALTERNATIVES + " alternatives");
                    }
                }
            }
        }
        return whole;
    }

    /** The places of the brace that opens, its commas, and the brace that closes it. */
    private List<Integer> cuts(String text, int open) {
        List<Integer> cuts = new ArrayList<>(List.of(open));
        int depth = 1;
        int at = open + 1;
        while (at < text.length()) {
            switch (text.charAt(at)) {
                case '[' -> at = Brackets.end(pattern, text, at);
                case '{' -> depth++;
                case '}' -> depth--;
                case ',' -> {
                    if (depth == 1) {
                        cuts.add(at);
                    }
                }
                default -> {}
            }
            if (depth == 0) {
                cuts.add(at);
                return cuts;
            }
            at++;
        }
        throw new InvalidPathPattern(pattern, "has a '{' that is not closed; a plain one is written '[{]'");
    }

    private int indexOutsideBrackets(String text, int from, char wanted) {
        for (int at = from; at < text.length(); at++) {
            char character = text.charAt(at);
            if (character == wanted) {
                return at;
            }
            if (character == '[') {
                at = Brackets.end(pattern, text, at);
            }
        }
        return -1;
    }
}
