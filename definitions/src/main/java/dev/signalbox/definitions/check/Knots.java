package dev.signalbox.definitions.check;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The strongly connected parts of a graph that hold a cycle (Tarjan's algorithm, without recursion, for chains of any length). */
final class Knots<N> {
    private final Map<N, List<N>> graph;
    private final Map<N, Integer> order = new HashMap<>();
    private final Map<N, Integer> earliest = new HashMap<>();
    private final Deque<N> unassigned = new ArrayDeque<>();
    private final Set<N> waiting = new HashSet<>();
    private final List<List<N>> knots = new ArrayList<>();

    private record Visit<N>(N node, Iterator<N> rest) {}

    private Knots(Map<N, List<N>> graph) {
        this.graph = graph;
    }

    /** Each knot's nodes in the order of the graph's keys, the knots in the order of their first nodes. */
    static <N> List<List<N>> of(Map<N, List<N>> graph) {
        Knots<N> search = new Knots<>(graph);
        graph.keySet().forEach(search::visitFrom);
        Map<N, Integer> position = new HashMap<>();
        graph.keySet().forEach(node -> position.put(node, position.size()));
        search.knots.forEach(knot -> knot.sort(Comparator.comparing(position::get)));
        search.knots.sort(Comparator.comparing(knot -> position.get(knot.getFirst())));
        return search.knots;
    }

    private void visitFrom(N start) {
        if (order.containsKey(start)) {
            return;
        }
        Deque<Visit<N>> path = new ArrayDeque<>();
        path.push(enter(start));
        while (!path.isEmpty()) {
            Visit<N> visit = path.element();
            if (visit.rest.hasNext()) {
                N next = visit.rest.next();
                if (!order.containsKey(next)) {
                    path.push(enter(next));
                } else if (waiting.contains(next)) {
                    earliest.merge(visit.node, number(order, next), Math::min);
                }
            } else {
                path.pop();
                leave(visit.node);
                if (!path.isEmpty()) {
                    earliest.merge(path.element().node, number(earliest, visit.node), Math::min);
                }
            }
        }
    }

    private Visit<N> enter(N node) {
        order.put(node, order.size());
        earliest.put(node, number(order, node));
        unassigned.push(node);
        waiting.add(node);
        return new Visit<>(node, graph.getOrDefault(node, List.of()).iterator());
    }

    private void leave(N node) {
        if (number(earliest, node) != number(order, node)) {
            return;
        }
        List<N> part = new ArrayList<>();
        N member;
        do {
            member = unassigned.pop();
            waiting.remove(member);
            part.add(member);
        } while (!member.equals(node));
        if (part.size() > 1 || graph.getOrDefault(node, List.of()).contains(node)) {
            knots.add(part);
        }
    }

    private static <N> int number(Map<N, Integer> numbers, N node) {
        return numbers.getOrDefault(node, Integer.MAX_VALUE);
    }
}
