package dev.signalbox.definitions.format;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Tells lines that are said to somebody from lines that are run. Only a line that certainly is a sentence is taken for one: a sentence that
 * is run cannot start, which everybody sees, but a command that is taken for a sentence is a gate that nobody runs.
 */
final class Prose {
    private static final int FEWEST_WORDS = 3;

    /** Words, numbers among them, with what stands between sentences around them, but no path, file name, option or quote. */
    private static final Pattern WORD =
            Pattern.compile("\\(?[\\p{IsAlphabetic}\\d]+([-'’][\\p{IsAlphabetic}\\d]+)*[.,:;!?)]*");

    private static final Pattern OPTION = Pattern.compile("--?\\p{IsAlphabetic}.*");

    /** What says something of a subject. No command has one of these among its arguments, other than in quotes. */
    private static final Set<String> PREDICATES = Set.of(
            "is",
            "are",
            "was",
            "were",
            "has",
            "must",
            "should",
            "shall",
            "cannot",
            "does",
            "exist",
            "exists",
            "persists",
            "contains",
            "includes",
            "describes",
            "displays",
            "shows",
            "generates",
            "creates",
            "renders",
            "validates",
            "succeeds",
            "fails",
            "completes",
            "remains",
            "stays",
            "correctly",
            "successfully",
            "properly",
            "accurately");

    /** What holds a sentence together, but may be a name in a command as well. */
    private static final Set<String> CONNECTIVES = Set.of(
            "a", "an", "the", "and", "or", "not", "no", "as", "at", "by", "for", "from", "in", "into", "of", "on", "to",
            "with", "without", "across", "against", "after", "before", "when", "while", "until", "that", "be", "can",
            "will", "may", "have", "pass", "passes", "work", "works", "fail", "still");

    private Prose() {}

    /**
     * Whether a line is a sentence: several words and no option, and among them either one that says something of a subject or, when all are
     * plain words of which the first has a capital letter, one that holds a sentence together. A line that begins with a small letter must
     * be plain words behind the first, which may be the file that it speaks of.
     */
    static boolean isSentence(String line) {
        List<String> words = List.of(line.strip().split("\\s+"));
        List<String> rest = words.subList(1, words.size());
        if (words.size() < FEWEST_WORDS
                || CommandWords.setsVariable(words.getFirst())
                || rest.stream().anyMatch(word -> OPTION.matcher(word).matches())) {
            return false;
        }
        boolean capital = Character.isUpperCase(words.getFirst().codePointAt(0));
        return (rest.stream().anyMatch(Prose::isPredicate) && (capital || arePlain(rest)))
                || (capital && arePlain(words) && words.stream().anyMatch(Prose::isConnective));
    }

    private static boolean arePlain(List<String> words) {
        return words.stream().allMatch(word -> WORD.matcher(word).matches());
    }

    private static boolean isPredicate(String word) {
        return PREDICATES.contains(bare(word));
    }

    private static boolean isConnective(String word) {
        return CONNECTIVES.contains(bare(word));
    }

    private static String bare(String word) {
        return word.replaceAll("^\\(|[.,:;!?)]+$", "").toLowerCase(Locale.ROOT);
    }
}
