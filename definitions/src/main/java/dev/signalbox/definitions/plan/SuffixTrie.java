package dev.signalbox.definitions.plan;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

/** Finds those suffixes that are the end of a suffix, or that it is the end of. */
final class SuffixTrie {
    private final Node root = new Node();

    private static final class Node {
        private final Map<Character, Node> longer = new HashMap<>();
        private final List<Integer> here = new ArrayList<>();
    }

    void add(String suffix, int number) {
        Node node = root;
        for (int at = suffix.length() - 1; at >= 0; at--) {
            node = node.longer.computeIfAbsent(suffix.charAt(at), absent -> new Node());
        }
        node.here.add(number);
    }

    void alike(String suffix, IntConsumer action) {
        Node node = root;
        for (int at = suffix.length() - 1; at >= 0; at--) {
            node.here.forEach(action::accept);
            node = node.longer.get(suffix.charAt(at));
            if (node == null) {
                return;
            }
        }
        Deque<Node> open = new ArrayDeque<>();
        open.add(node);
        while (!open.isEmpty()) {
            Node next = open.removeLast();
            next.here.forEach(action::accept);
            open.addAll(next.longer.values());
        }
    }
}
