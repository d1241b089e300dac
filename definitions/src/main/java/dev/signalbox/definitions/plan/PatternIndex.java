package dev.signalbox.definitions.plan;

import dev.signalbox.contracts.scope.PathPattern;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

/** Finds the patterns that may overlap a pattern: those whose literal beginning leads to, or goes on from, its own. */
final class PatternIndex {
    private final Level root = new Level();

    private static final class Level {
        private final Map<String, Level> below = new HashMap<>();
        private final List<Integer> here = new ArrayList<>();

        private void forAll(IntConsumer action) {
            List<Level> open = new ArrayList<>(List.of(this));
            while (!open.isEmpty()) {
                Level level = open.removeLast();
                level.here.forEach(action::accept);
                open.addAll(level.below.values());
            }
        }
    }

    void add(PathPattern pattern, int number) {
        for (List<String> prefix : pattern.literalPrefixes()) {
            Level level = root;
            for (String name : prefix) {
                level = level.below.computeIfAbsent(name, absent -> new Level());
            }
            level.here.add(number);
        }
    }

    /** Tells the numbers of all candidates, some perhaps more than once. */
    void candidates(PathPattern pattern, IntConsumer action) {
        for (List<String> prefix : pattern.literalPrefixes()) {
            Level level = root;
            int depth = 0;
            while (level != null && depth < prefix.size()) {
                level.here.forEach(action::accept);
                level = level.below.get(prefix.get(depth++));
            }
            if (level != null) {
                level.forAll(action);
            }
        }
    }
}
