package dev.signalbox.runner.governor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The latest calls of an attempt, and what repeats itself in them. Memory is bounded: so many calls are remembered as the longest loop
 * has, and which calls were ever made up to {@value #MOST_SEEN}. Not thread-safe.
 */
final class Calls {
    private static final int MOST_SEEN = 20_000;

    /** Calls that have not ended though so many came after them will not: their program does not say it. */
    private static final int MOST_OPEN = 8;

    private static final int MOST_FAILING = 1_000;

    /** How many times as many rounds make a loop whose answers differ. */
    private static final int PATIENCE_WITH_CHANGES = 3;

    /** How much an agent says for each call, in characters, when it is thinking and not only going round. */
    private static final int TALK = 120;

    private final int rounds;
    private final int longestCycle;
    private final int kept;
    private final List<Call> recent = new ArrayList<>();
    private final SequencedMap<String, Call> open = new LinkedHashMap<>();
    private final Set<String> seen = new HashSet<>();
    private final Map<String, Integer> failures = new HashMap<>();
    private int said;
    private int failuresInARow;

    private static final class Call {
        final String signature;
        final boolean isNew;
        final int saidBefore;
        boolean ended;

        @Nullable
        String answer;

        Call(String signature, boolean isNew, int saidBefore) {
            this.signature = signature;
            this.isNew = isNew;
            this.saidBefore = saidBefore;
        }
    }

    /**
     * Calls that go round.
     *
     * @param round the calls of one round, in their order
     * @param times how many rounds there were
     */
    record Loop(List<String> round, int times) {}

    /**
     * A call that has failed again and again.
     *
     * @param times how often since it succeeded, or anything new did
     */
    record Failing(String signature, int times) {}

    /**
     * @param rounds how many rounds of the same calls with the same answers make a loop, at least 2; 0 when none does
     * @param longestCycle of how many calls a round is made at most
     */
    Calls(int rounds, int longestCycle) {
        this.rounds = rounds;
        this.longestCycle = longestCycle;
        this.kept = Math.max(MOST_OPEN, Math.max(3, rounds * PATIENCE_WITH_CHANGES * longestCycle));
    }

    /** Answers whether the call is one that was never made before. */
    boolean begun(String id, String signature) {
        boolean isNew = !seen.contains(signature);
        if (isNew && seen.size() < MOST_SEEN) {
            seen.add(signature);
        }
        Call call = new Call(signature, isNew, said);
        said = 0;
        recent.add(call);
        if (recent.size() > kept) {
            recent.removeFirst();
        }
        open.put(id, call);
        if (open.size() > MOST_OPEN) {
            open.pollFirstEntry().getValue().ended = true;
        }
        return isNew;
    }

    /** Answers how the call stands that has ended; null when nobody knows of it. */
    @Nullable
    Failing ended(String id, boolean failed, @Nullable String answer) {
        Call call = open.remove(id);
        failuresInARow = failed ? failuresInARow + 1 : 0;
        if (call == null) {
            return null;
        }
        call.ended = true;
        call.answer = answer;
        if (failed) {
            if (failures.size() >= MOST_FAILING) {
                failures.clear();
            }
            return new Failing(call.signature, failures.merge(call.signature, 1, Integer::sum));
        }
        if (call.isNew) {
            failures.clear();
        } else {
            failures.remove(call.signature);
        }
        return null;
    }

    void spoke(int characters) {
        said += characters;
    }

    boolean isInCall() {
        return !open.isEmpty();
    }

    /** How many calls have failed since the last one that did not. */
    int failuresInARow() {
        return failuresInARow;
    }

    /** Whether the last so many calls are the same. */
    boolean lastAreTheSame(int count) {
        return recent.size() >= count
                && recent.subList(recent.size() - count, recent.size()).stream()
                                .map(call -> call.signature)
                                .distinct()
                                .count()
                        == 1;
    }

    /** The shortest loop that the calls which have ended are in; null when they are in none. */
    @Nullable
    Loop loop() {
        int end = recent.size();
        while (end > 0 && !recent.get(end - 1).ended) {
            end--;
        }
        for (int period = 1; rounds > 0 && period <= longestCycle; period++) {
            int times = rounds(period, end);
            if (times >= rounds && isLoop(period, end, times)) {
                return new Loop(
                        recent.subList(end - period, end).stream()
                                .map(call -> call.signature)
                                .toList(),
                        times);
            }
        }
        return null;
    }

    /** How many times the last {@code period} calls before {@code end} were made one round after the other. */
    private int rounds(int period, int end) {
        int same = 0;
        while (end - 1 - same - period >= 0 && signature(end - 1 - same).equals(signature(end - 1 - same - period))) {
            same++;
        }
        return end < period ? 0 : 1 + same / period;
    }

    /** The same calls mean nothing by themselves: who is told something else each time, or thinks in between, is getting on. */
    private boolean isLoop(int period, int end, int times) {
        if (times >= rounds * PATIENCE_WITH_CHANGES) {
            return true;
        }
        List<Call> calls = recent.subList(end - rounds * period, end);
        boolean unknown = calls.stream().anyMatch(call -> call.answer == null);
        if (unknown) {
            return calls.stream().skip(1).mapToInt(call -> call.saidBefore).sum() < TALK * calls.size();
        }
        for (int at = period; at < calls.size(); at++) {
            if (!Objects.equals(calls.get(at).answer, calls.get(at - period).answer)) {
                return false;
            }
        }
        return true;
    }

    private String signature(int at) {
        return recent.get(at).signature;
    }
}
