package dev.signalbox.contracts.scope;

import java.util.List;

/**
 * What all paths of one alternative of a pattern have in common at their ends: what an index of patterns can be built on.
 *
 * <p>Two alternatives can overlap only when the prefix of one is the beginning of, or equal to, that of the other, and the suffix of
 * one is the end of, or equal to, that of the other. They certainly overlap when the first {@linkplain #opens opens}, the second
 * {@linkplain #closes closes}, and the prefix of the first is the beginning of, or equal to, that of the second: a path of the second,
 * followed by what the first has behind its {@code **}, is in both.
 *
 * @param prefix the names that all paths begin with, before the first wildcard
 * @param opens whether {@code **}, written or meant, follows the prefix
 * @param closes whether it ends with {@code **}, written or meant, so that anything may lie below a path
 * @param suffix the characters that all paths end with; empty when it closes
 */
public record PatternEnds(List<String> prefix, boolean opens, boolean closes, String suffix) {
    public PatternEnds {
        prefix = List.copyOf(prefix);
    }

    /** Whether the suffixes allow an overlap. */
    public boolean mayEndLike(PatternEnds other) {
        return suffix.endsWith(other.suffix) || other.suffix.endsWith(suffix);
    }

    /** Whether the two overlap by the rule of those that open and those that close. */
    public boolean certainlyMeets(PatternEnds other) {
        return coversFrom(other) || other.coversFrom(this);
    }

    private boolean coversFrom(PatternEnds other) {
        return opens
                && other.closes
                && prefix.size() <= other.prefix.size()
                && prefix.equals(other.prefix.subList(0, prefix.size()));
    }
}
