package dev.signalbox.definitions.plan;

import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.spec.RunSpec;
import dev.signalbox.contracts.spec.StepSpec;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The graph of a run with its steps numbered in the order of the plan: each after its dependencies. */
final class StepGraph {
    private final List<StepSpec> steps;
    private final int[][] needs;
    private final int[][] neededBy;
    private final int[] levels;

    private StepGraph(List<StepSpec> steps, int[][] needs, int[] levels) {
        this.steps = steps;
        this.needs = needs;
        this.neededBy = reversed(needs);
        this.levels = levels;
    }

    /**
     * Orders the steps.
     *
     * @throws IllegalArgumentException when a dependency does not exist or they form a cycle, which no read specification has
     */
    static StepGraph of(RunSpec spec) {
        int[][] needs = needs(spec.steps());
        int[] levels = levels(needs);
        List<Integer> order = IntStream.range(0, needs.length)
                .boxed()
                .sorted(Comparator.comparingInt(at -> levels[at]))
                .toList();
        int[] number = new int[needs.length];
        for (int at = 0; at < order.size(); at++) {
            number[order.get(at)] = at;
        }
        return new StepGraph(
                order.stream().map(spec.steps()::get).toList(),
                order.stream()
                        .map(at -> Arrays.stream(needs[at])
                                .map(need -> number[need])
                                .toArray())
                        .toArray(int[][]::new),
                order.stream().mapToInt(at -> levels[at]).toArray());
    }

    int size() {
        return steps.size();
    }

    StepSpec step(int number) {
        return steps.get(number);
    }

    int level(int number) {
        return levels[number];
    }

    int[] needs(int number) {
        return needs[number];
    }

    int[] neededBy(int number) {
        return neededBy[number];
    }

    List<Integer> levelSizes() {
        List<Integer> sizes = new ArrayList<>();
        for (int level : levels) {
            if (level == sizes.size()) {
                sizes.add(0);
            }
            sizes.set(level, sizes.get(level) + 1);
        }
        return sizes;
    }

    /** For each step the steps that must have ended before it can start. */
    BitSet[] ancestors() {
        BitSet[] ancestors = new BitSet[size()];
        for (int number = 0; number < ancestors.length; number++) {
            BitSet own = new BitSet(number);
            for (int need : needs[number]) {
                own.set(need);
                own.or(ancestors[need]);
            }
            ancestors[number] = own;
        }
        return ancestors;
    }

    /** The chain of dependent steps that takes longest, the first of several. */
    List<Integer> criticalPath(List<Duration> times) {
        Duration[] end = new Duration[size()];
        int last = -1;
        for (int number = 0; number < end.length; number++) {
            Duration start = Duration.ZERO;
            for (int need : needs[number]) {
                start = end[need].compareTo(start) > 0 ? end[need] : start;
            }
            end[number] = start.plus(times.get(number));
            last = last < 0 || end[number].compareTo(end[last]) > 0 ? number : last;
        }
        Deque<Integer> path = new ArrayDeque<>();
        for (int number = last; number >= 0; number = latest(needs[number], end)) {
            path.addFirst(number);
        }
        return List.copyOf(path);
    }

    private static int latest(int[] numbers, Duration[] end) {
        int latest = -1;
        for (int number : numbers) {
            latest = latest < 0 || end[number].compareTo(end[latest]) > 0 ? number : latest;
        }
        return latest;
    }

    private static int[][] needs(List<StepSpec> steps) {
        Map<StepId, Integer> positions = new HashMap<>();
        steps.forEach(step -> positions.put(step.id(), positions.size()));
        return steps.stream()
                .map(step -> step.dependsOn().stream()
                        .mapToInt(need -> positions.getOrDefault(need, -1))
                        .toArray())
                .toArray(int[][]::new);
    }

    private static int[] levels(int[][] needs) {
        int[] levels = new int[needs.length];
        int[] unmet = Arrays.stream(needs).mapToInt(own -> own.length).toArray();
        int[][] neededBy = reversed(needs);
        Deque<Integer> open = new ArrayDeque<>();
        IntStream.range(0, needs.length).filter(at -> unmet[at] == 0).forEach(open::add);
        int done = 0;
        for (; !open.isEmpty(); done++) {
            int at = open.remove();
            for (int next : neededBy[at]) {
                levels[next] = Math.max(levels[next], levels[at] + 1);
                if (--unmet[next] == 0) {
                    open.add(next);
                }
            }
        }
        if (done < needs.length) {
            throw new IllegalArgumentException("the steps wait for each other in a circle");
        }
        return levels;
    }

    private static int[][] reversed(int[][] needs) {
        int[] counts = new int[needs.length];
        for (int[] own : needs) {
            for (int need : own) {
                if (need < 0) {
                    throw new IllegalArgumentException("a step depends on one that does not exist");
                }
                counts[need]++;
            }
        }
        int[][] reversed = Arrays.stream(counts).mapToObj(int[]::new).toArray(int[][]::new);
        for (int at = needs.length - 1; at >= 0; at--) {
            for (int need : needs[at]) {
                reversed[need][--counts[need]] = at;
            }
        }
        return reversed;
    }
}
