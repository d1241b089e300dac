package dev.signalbox.definitions.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KnotsTest {

    @Test
    void a_graph_without_cycles_has_no_knots() {
        assertThat(Knots.of(Map.of("a", List.of("b", "c"), "b", List.of("c"), "c", List.<String>of())))
                .isEmpty();
    }

    @Test
    void knots_are_exactly_the_nodes_that_reach_each_other() {
        long seed = Long.getLong("signalbox.test.seed", System.nanoTime());
        System.out.println("KnotsTest runs with -Dsignalbox.test.seed=" + seed);
        Random random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            Map<Integer, List<Integer>> graph = graph(random);
            assertThat(Knots.of(graph)).as("seed %d, graph %s", seed, graph).isEqualTo(expected(graph));
        }
    }

    private static Map<Integer, List<Integer>> graph(Random random) {
        int size = random.nextInt(1, 9);
        Map<Integer, List<Integer>> graph = new LinkedHashMap<>();
        for (int node = 0; node < size; node++) {
            graph.put(
                    node,
                    random.ints(random.nextInt(3), 0, size).distinct().boxed().toList());
        }
        return graph;
    }

    private static List<List<Integer>> expected(Map<Integer, List<Integer>> graph) {
        List<List<Integer>> knots = new ArrayList<>();
        BitSet placed = new BitSet();
        for (int node = 0; node < graph.size(); node++) {
            BitSet reached = reachable(graph, node);
            if (reached.get(node) && !placed.get(node)) {
                List<Integer> knot = new ArrayList<>();
                for (int other = 0; other < graph.size(); other++) {
                    if (reached.get(other) && reachable(graph, other).get(node)) {
                        knot.add(other);
                        placed.set(other);
                    }
                }
                knots.add(knot);
            }
        }
        return knots;
    }

    private static BitSet reachable(Map<Integer, List<Integer>> graph, int start) {
        BitSet reached = new BitSet();
        List<Integer> open = new ArrayList<>(List.of(start));
        while (!open.isEmpty()) {
            for (int next : graph.getOrDefault(open.removeLast(), List.of())) {
                if (!reached.get(next)) {
                    reached.set(next);
                    open.add(next);
                }
            }
        }
        return reached;
    }
}
