package dev.signalbox.definitions.draft;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds what somebody probably meant to write. */
public final class DidYouMean {
    private DidYouMean() {}

    /** Words to put behind a message: {@code "; did you mean 'x'?"}, or nothing when nothing is close. */
    public static String among(Collection<String> possible, String written) {
        return closest(possible, written)
                .map(word -> "; did you mean '" + word + "'?")
                .orElse("");
    }

    private static Optional<String> closest(Collection<String> possible, String written) {
        int farthest = Math.max(1, written.length() / 3);
        record Candidate(String word, int distance) {}
        return possible.stream()
                .filter(word -> word.startsWith(written) || Math.abs(word.length() - written.length()) <= farthest)
                .map(word -> new Candidate(word, distance(word, written)))
                .filter(candidate -> candidate.distance <= farthest || candidate.word.startsWith(written))
                .min(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::word))
                .map(Candidate::word);
    }

    /** How many characters must be added, dropped, changed or swapped with their neighbour. */
    static int distance(String a, String b) {
        int[] beforeLast = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        for (int column = 0; column <= b.length(); column++) {
            row[column] = column;
        }
        for (int line = 1; line <= a.length(); line++) {
            int[] recycled = beforeLast;
            beforeLast = last;
            last = row;
            row = recycled;
            row[0] = line;
            for (int column = 1; column <= b.length(); column++) {
                int change = a.charAt(line - 1) == b.charAt(column - 1) ? 0 : 1;
                row[column] = Math.min(Math.min(row[column - 1], last[column]) + 1, last[column - 1] + change);
                if (line > 1
                        && column > 1
                        && a.charAt(line - 1) == b.charAt(column - 2)
                        && a.charAt(line - 2) == b.charAt(column - 1)) {
                    row[column] = Math.min(row[column], beforeLast[column - 2] + 1);
                }
            }
        }
        return row[b.length()];
    }
}
