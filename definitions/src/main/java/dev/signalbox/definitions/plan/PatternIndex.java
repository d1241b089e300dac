package dev.signalbox.definitions.plan;

import dev.signalbox.contracts.scope.PatternEnds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A trie of the literal beginnings of patterns, with a second one of the literal ends of those that do not end in {@code **}. It knows
 * two things by the rules of {@link PatternEnds}: whom a pattern certainly meets, as sets of steps and without a comparison; and which
 * others it may meet, which whoever asks has to compare exactly.
 */
final class PatternIndex {
    private final Level root = new Level();
    private final SuffixTrie ending = new SuffixTrie();
    private final List<Entry> endingOnes = new ArrayList<>();

    private record Kind(boolean opens, boolean closes) {
        private static Kind of(PatternEnds ends) {
            return new Kind(ends.opens(), ends.closes());
        }
    }

    private record Entry(PatternEnds ends, int number) {}

    private static final class Level {
        private final Map<String, Level> below = new HashMap<>();
        private final Map<Kind, List<Entry>> here = new HashMap<>();
        private final Users opening = new Users();
        private final Users closing = new Users();
        private @Nullable Users closingBelow;

        /** Those here and further down whose patterns close. Only to be called when all have been added. */
        private Users closingBelow() {
            Users all = closingBelow;
            if (all == null) {
                all = new Users();
                for (Level level : withAllBelow()) {
                    all.add(level.closing);
                }
                closingBelow = all;
            }
            return all;
        }

        private List<Level> withAllBelow() {
            List<Level> levels = new ArrayList<>(List.of(this));
            for (int at = 0; at < levels.size(); at++) {
                levels.addAll(levels.get(at).below.values());
            }
            return levels;
        }

        private void tell(PatternEnds ends, boolean openingOnes, boolean closingOnes, IntConsumer action) {
            here.forEach((kind, entries) -> {
                if ((openingOnes || !kind.opens()) && (closingOnes || !kind.closes())) {
                    for (Entry entry : entries) {
                        if (entry.ends().mayEndLike(ends)) {
                            action.accept(entry.number());
                        }
                    }
                }
            });
        }
    }

    /** Notes who uses a pattern, for {@link #addCertainlyMet}. */
    void note(List<PatternEnds> pattern, Users users) {
        for (PatternEnds ends : pattern) {
            Level level = root;
            for (String name : ends.prefix()) {
                level = level.below.computeIfAbsent(name, absent -> new Level());
            }
            if (ends.opens()) {
                level.opening.add(users);
            }
            if (ends.closes()) {
                level.closing.add(users);
            }
        }
    }

    /** Adds the users of all patterns that a pattern certainly meets. Every pattern has been noted before. */
    void addCertainlyMet(List<PatternEnds> pattern, Users met) {
        for (PatternEnds ends : pattern) {
            Level level = root;
            for (String name : ends.prefix()) {
                if (ends.closes()) {
                    met.add(level.opening);
                }
                level = Objects.requireNonNull(level.below.get(name));
            }
            if (ends.closes()) {
                met.add(level.opening);
            }
            if (ends.opens()) {
                met.add(level.closingBelow());
            }
        }
    }

    /** Adds a pattern to those that {@link #candidates} tells. */
    void add(List<PatternEnds> pattern, int number) {
        for (PatternEnds ends : pattern) {
            Level level = root;
            for (String name : ends.prefix()) {
                level = level.below.computeIfAbsent(name, absent -> new Level());
            }
            Entry entry = new Entry(ends, number);
            level.here
                    .computeIfAbsent(Kind.of(ends), absent -> new ArrayList<>())
                    .add(entry);
            if (!ends.closes()) {
                ending.add(ends.suffix(), endingOnes.size());
                endingOnes.add(entry);
            }
        }
    }

    /** Tells the numbers of all added patterns that may be met but are not certainly met; some perhaps more than once. */
    void candidates(List<PatternEnds> pattern, IntConsumer action) {
        for (PatternEnds ends : pattern) {
            Level level = before(ends, action);
            if (level != null) {
                below(level, ends, action);
            }
        }
    }

    /** Those whose prefix is shorter. */
    private @Nullable Level before(PatternEnds ends, IntConsumer action) {
        Level level = root;
        for (String name : ends.prefix()) {
            level.tell(ends, !ends.closes(), true, action);
            level = level.below.get(name);
            if (level == null) {
                return null;
            }
        }
        return level;
    }

    /** Those whose prefix is equal or longer. A pattern without a beginning would have to look everywhere; its end helps. */
    private void below(Level level, PatternEnds ends, IntConsumer action) {
        if (ends.opens() && level == root) {
            ending.alike(ends.suffix(), at -> {
                Entry entry = endingOnes.get(at);
                if (!entry.ends().certainlyMeets(ends)) {
                    action.accept(entry.number());
                }
            });
            return;
        }
        for (Level each : level.withAllBelow()) {
            each.tell(ends, each != level || !ends.closes(), !ends.opens(), action);
        }
    }
}
