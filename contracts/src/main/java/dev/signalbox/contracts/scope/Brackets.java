package dev.signalbox.contracts.scope;

import dev.signalbox.contracts.scope.CharacterSet.Range;
import java.util.ArrayList;
import java.util.List;

/** Reads {@code [abc]}, {@code [a-z]} and {@code [!abc]}. A {@code ]} that comes first is plain, and so is a {@code -} at an end. */
final class Brackets {
    private Brackets() {}

    /** The place of the bracket that closes the one at {@code open}. */
    static int end(String pattern, String text, int open) {
        int first = isNegation(text, open + 1) ? open + 2 : open + 1;
        int close = text.indexOf(']', first + 1);
        int slash = text.indexOf('/', open);
        if (close < 0 || (slash >= 0 && slash < close)) {
            throw new InvalidPathPattern(
                    pattern, "has a '[' that is not closed within its file name; a plain one is written '[[]'");
        }
        return close;
    }

    static CharacterSet read(String pattern, String text, int open, int close) {
        boolean negated = isNegation(text, open + 1);
        int[] inside = text.substring(negated ? open + 2 : open + 1, close)
                .codePoints()
                .toArray();
        List<Range> ranges = new ArrayList<>();
        for (int at = 0; at < inside.length; at++) {
            boolean range = at + 2 < inside.length && inside[at + 1] == '-';
            int last = range ? inside[at + 2] : inside[at];
            if (last < inside[at]) {
                throw new InvalidPathPattern(
                        pattern,
                        "has a range that ends before it begins: " + Character.toString(inside[at]) + "-"
                                + Character.toString(last));
            }
            ranges.add(new Range(inside[at], last));
            at += range ? 2 : 0;
        }
        return new CharacterSet(ranges, negated);
    }

    private static boolean isNegation(String text, int at) {
        return at < text.length() && (text.charAt(at) == '!' || text.charAt(at) == '^');
    }
}
