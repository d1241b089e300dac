package dev.signalbox.runner.secret;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Finds any of many words in one pass over a text, after Aho and Corasick. A state is how much of which word has been read; states are
 * numbers, 0 is the beginning. Line breaks are no part of words. Immutable once built.
 */
final class SecretAutomaton {
    private static final int NONE = -1;

    private final byte[] labels;
    private final int[] firstChild;
    private final int[] nextSibling;
    private final int[] fallback;
    private final int[] depth;
    private final int[] longestMatch;
    private final int[] word;
    private final List<byte[]> replacements;
    private final boolean[] beginnings = new boolean[256];
    private final int deepest;

    /** Finds the values, and the forms in which they often show; each is replaced by {@code [redacted:NAME]}. */
    static SecretAutomaton of(Map<String, String> secrets) {
        Builder builder = new Builder();
        new TreeMap<>(secrets)
                .forEach((name, value) ->
                        SecretForms.of(value).forEach(form -> builder.add(form, "[redacted:" + name + "]")));
        return new SecretAutomaton(builder);
    }

    private SecretAutomaton(Builder builder) {
        int size = builder.size;
        labels = Arrays.copyOf(builder.labels, size);
        firstChild = Arrays.copyOf(builder.firstChild, size);
        nextSibling = Arrays.copyOf(builder.nextSibling, size);
        depth = Arrays.copyOf(builder.depth, size);
        word = Arrays.copyOf(builder.word, size);
        replacements = List.copyOf(builder.replacements);
        fallback = new int[size];
        longestMatch = new int[size];
        deepest = Arrays.stream(depth).max().orElse(0);
        connect();
        for (int child = firstChild[0]; child != NONE; child = nextSibling[child]) {
            beginnings[labels[child] & 0xff] = true;
        }
    }

    /** The length of the longest word. */
    int deepest() {
        return deepest;
    }

    /** The state after one more byte. */
    int after(int state, byte next) {
        int from = state;
        while (true) {
            int child = child(from, next);
            if (child != NONE) {
                return child;
            }
            if (from == 0) {
                return 0;
            }
            from = fallback[from];
        }
    }

    /** How many of the bytes read last may be the beginning of a word that has not ended. */
    int pending(int state) {
        int at = state;
        while (at != 0 && firstChild[at] == NONE) {
            at = fallback[at];
        }
        return depth[at];
    }

    /** The length of the longest word that has just ended; 0 when none has. */
    int matched(int state) {
        return longestMatch[state] == NONE ? 0 : depth[longestMatch[state]];
    }

    /** What stands for that word. */
    byte[] replacement(int state) {
        return replacements.get(word[longestMatch[state]]);
    }

    private int child(int state, byte label) {
        for (int child = firstChild[state]; child != NONE; child = nextSibling[child]) {
            if (labels[child] == label) {
                return child;
            }
        }
        return NONE;
    }

    /** Whether a word begins with this byte. */
    boolean begins(byte next) {
        return beginnings[next & 0xff];
    }

    private void connect() {
        Deque<Integer> line = new ArrayDeque<>();
        longestMatch[0] = NONE;
        line.add(0);
        while (!line.isEmpty()) {
            int state = line.remove();
            for (int child = firstChild[state]; child != NONE; child = nextSibling[child]) {
                fallback[child] = state == 0 ? 0 : after(fallback[state], labels[child]);
                longestMatch[child] = word[child] == NONE ? longestMatch[fallback[child]] : child;
                line.add(child);
            }
        }
    }

    /** Collects the words. */
    private static final class Builder {
        private byte[] labels = new byte[64];
        private int[] firstChild = new int[64];
        private int[] nextSibling = new int[64];
        private int[] depth = new int[64];
        private int[] word = new int[64];
        private int size;
        private final List<byte[]> replacements = new ArrayList<>();

        Builder() {
            node((byte) 0, 0);
        }

        /** A word that was added before keeps its replacement. */
        void add(String text, String replacement) {
            int state = 0;
            for (byte label : text.getBytes(StandardCharsets.UTF_8)) {
                state = childOf(state, label);
            }
            if (state != 0 && word[state] == NONE) {
                word[state] = replacements.size();
                replacements.add(replacement.getBytes(StandardCharsets.UTF_8));
            }
        }

        private int childOf(int state, byte label) {
            for (int child = firstChild[state]; child != NONE; child = nextSibling[child]) {
                if (labels[child] == label) {
                    return child;
                }
            }
            int child = node(label, depth[state] + 1);
            nextSibling[child] = firstChild[state];
            firstChild[state] = child;
            return child;
        }

        private int node(byte label, int deep) {
            if (size == labels.length) {
                int larger = 2 * size;
                labels = Arrays.copyOf(labels, larger);
                firstChild = Arrays.copyOf(firstChild, larger);
                nextSibling = Arrays.copyOf(nextSibling, larger);
                depth = Arrays.copyOf(depth, larger);
                word = Arrays.copyOf(word, larger);
            }
            labels[size] = label;
            firstChild[size] = NONE;
            nextSibling[size] = NONE;
            depth[size] = deep;
            word[size] = NONE;
            return size++;
        }
    }
}
