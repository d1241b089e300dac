package dev.signalbox.definitions.plan;

import dev.signalbox.contracts.scope.ParsedScope;
import dev.signalbox.contracts.scope.PathPattern;
import dev.signalbox.contracts.scope.PatternEnds;
import dev.signalbox.contracts.spec.FileScope;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which steps claim overlapping files. Not all pairs of steps are looked at: every different pattern is taken once and compared exactly
 * only with those that {@link PatternIndex} cannot decide, and steps with the same scope share the answer.
 */
final class Claims {
    private static final int MOST_COMPARISONS = 2_000_000;
    private static final BitSet NOTHING = new BitSet();

    private final Map<String, Use> uses = new LinkedHashMap<>();
    private final List<Use> numbered = new ArrayList<>();
    private final List<ParsedScope> scopes = new ArrayList<>();
    private final List<BitSet> overlapping = new ArrayList<>();
    private final PatternIndex index = new PatternIndex();
    private final BitSet contended = new BitSet();
    private boolean complete = true;

    /** A pattern, the steps that use it, the uses that a comparison found it to meet, and the users of all that it meets. */
    private static final class Use {
        private final PathPattern pattern;
        private final List<PatternEnds> ends;
        private final Users users = new Users();
        private final List<Use> meets = new ArrayList<>(List.of(this));

        private @Nullable Users met;

        private Use(PathPattern pattern) {
            this.pattern = pattern;
            this.ends = pattern.ends();
        }
    }

    private Claims() {}

    static Claims of(StepGraph graph) {
        Claims claims = new Claims();
        Map<FileScope, ParsedScope> parsed = new HashMap<>();
        for (int number = 0; number < graph.size(); number++) {
            ParsedScope scope = parsed.computeIfAbsent(graph.step(number).files(), claims::parse);
            claims.scopes.add(scope);
            claims.enter(scope, number);
        }
        claims.compare();
        Map<ParsedScope, BitSet> answers = new HashMap<>();
        for (int number = 0; number < graph.size(); number++) {
            BitSet steps = answers.computeIfAbsent(claims.scopes.get(number), claims::stepsThatMeet);
            claims.overlapping.add(steps);
            claims.contended.set(number, steps.cardinality() > 1 || !(steps.isEmpty() || steps.get(number)));
        }
        return claims;
    }

    /** The steps that may not be in flight together with this one; itself among them when it writes. Not to be changed. */
    BitSet overlapping(int step) {
        return overlapping.get(step);
    }

    /** Whether it overlaps with another step at all. */
    boolean isContended(int step) {
        return contended.get(step);
    }

    ParsedScope scope(int step) {
        return scopes.get(step);
    }

    /** Whether every pair of patterns was compared that had to be. */
    boolean isComplete() {
        return complete;
    }

    private ParsedScope parse(FileScope scope) {
        return scope.claimsNothing()
                ? ParsedScope.NONE
                : new ParsedScope(
                        scope.read().stream()
                                .map(this::use)
                                .map(use -> use.pattern)
                                .toList(),
                        scope.write().stream()
                                .map(this::use)
                                .map(use -> use.pattern)
                                .toList());
    }

    private Use use(String text) {
        Use known = uses.get(text);
        if (known != null) {
            return known;
        }
        Use use = new Use(PathPattern.parse(text));
        uses.put(text, use);
        numbered.add(use);
        return use;
    }

    private void enter(ParsedScope scope, int step) {
        scope.read().forEach(pattern -> use(pattern.text()).users.reads(step));
        scope.write().forEach(pattern -> use(pattern.text()).users.writes(step));
    }

    private void compare() {
        numbered.forEach(use -> index.note(use.ends, use.users));
        int comparisons = 0;
        for (int at = 0; at < numbered.size(); at++) {
            Use use = numbered.get(at);
            BitSet candidates = new BitSet();
            index.candidates(use.ends, candidates::set);
            index.add(use.ends, at);
            for (int other = candidates.nextSetBit(0); other >= 0; other = candidates.nextSetBit(other + 1)) {
                if (comparisons++ >= MOST_COMPARISONS) {
                    complete = false;
                    return;
                }
                compare(use, numbered.get(other));
            }
        }
    }

    private static void compare(Use a, Use b) {
        boolean somebodyWrites = a.users.haveWriters() || b.users.haveWriters();
        if (somebodyWrites && a.pattern.overlaps(b.pattern)) {
            a.meets.add(b);
            b.meets.add(a);
        }
    }

    private BitSet stepsThatMeet(ParsedScope scope) {
        if (scope.claimsNothing()) {
            return NOTHING;
        }
        BitSet steps = new BitSet();
        scope.write().forEach(pattern -> met(use(pattern.text())).addAllTo(steps));
        scope.read().forEach(pattern -> met(use(pattern.text())).addWritersTo(steps));
        return steps;
    }

    private Users met(Use use) {
        Users met = use.met;
        if (met == null) {
            met = new Users();
            for (Use other : use.meets) {
                met.add(other.users);
            }
            index.addCertainlyMet(use.ends, met);
            use.met = met;
        }
        return met;
    }
}
