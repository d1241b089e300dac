package dev.signalbox.contracts.scope;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A random pattern and, built beside it, what it ought to mean: lists of levels that a naive matcher understands.
 *
 * @param text what the parser reads
 * @param meanings the alternatives; a path is in the set when one of them fits
 */
record GeneratedPattern(String text, List<List<Level>> meanings) {

    /** One level; {@code name} is null for any number of levels. */
    record Level(String text, @Nullable Pattern name, boolean plain) {}

    static GeneratedPattern generate(RandomGenerator random) {
        List<String> texts = new ArrayList<>();
        List<List<Level>> meanings = List.of(List.of());
        int levels = random.nextInt(1, 4);
        for (int at = 0; at < levels; at++) {
            List<List<Level>> options = options(random);
            texts.add(options.size() == 1 ? text(options.getFirst()) : braces(options));
            meanings = product(meanings, options);
        }
        boolean slash = random.nextInt(6) == 0;
        String separator = List.of("/", "//", "\\", "/./").get(random.nextInt(4));
        return new GeneratedPattern(
                noise(random) + String.join(separator, texts) + (slash ? "/" : ""),
                meanings.stream().map(meaning -> closed(meaning, slash)).toList());
    }

    boolean fits(List<String> path) {
        return meanings.stream().anyMatch(meaning -> fits(meaning, path));
    }

    private static boolean fits(List<Level> meaning, List<String> path) {
        if (meaning.isEmpty()) {
            return path.isEmpty();
        }
        Pattern name = meaning.getFirst().name();
        List<Level> rest = meaning.subList(1, meaning.size());
        if (name == null) {
            return fits(rest, path) || (!path.isEmpty() && fits(meaning, path.subList(1, path.size())));
        }
        return !path.isEmpty() && name.matcher(path.getFirst()).matches() && fits(rest, path.subList(1, path.size()));
    }

    private static List<Level> closed(List<Level> meaning, boolean slash) {
        List<Level> closed = new ArrayList<>(meaning);
        if (slash || meaning.getLast().plain()) {
            closed.add(new Level("**", null, false));
        }
        return closed;
    }

    /** Something before the pattern that changes nothing. */
    private static String noise(RandomGenerator random) {
        return List.of("./", "b/../", "a/./b//../../", "").get(random.nextInt(4));
    }

    private static List<List<Level>> options(RandomGenerator random) {
        if (random.nextInt(4) > 0) {
            return List.of(List.of(level(random)));
        }
        List<List<Level>> options = new ArrayList<>();
        int count = random.nextInt(2, 4);
        for (int at = 0; at < count; at++) {
            options.add(random.nextInt(4) > 0 ? List.of(level(random)) : List.of(level(random), level(random)));
        }
        return options;
    }

    private static Level level(RandomGenerator random) {
        if (random.nextInt(5) == 0) {
            return new Level("**", null, false);
        }
        StringBuilder text = new StringBuilder();
        StringBuilder regex = new StringBuilder();
        boolean plain = true;
        int elements = random.nextInt(1, 4);
        for (int at = 0; at < elements; at++) {
            String element = List.of("a", "b", "a", "b", ".", "*", "?", "[ab]", "[!a]", "[a-b]", "[.]")
                    .get(random.nextInt(11));
            plain &= element.length() == 1 && "ab.".contains(element);
            text.append(element);
            regex.append(
                    switch (element) {
                        case "*" -> ".*";
                        case "?" -> ".";
                        case "." -> "\\.";
                        case "[!a]" -> "[^a]";
                        default -> element;
                    });
        }
        boolean noName =
                List.of(".", "..", "[.]", "[.].", ".[.]", "[.][.]", "**", "***").contains(text.toString());
        return noName ? level(random) : new Level(text.toString(), Pattern.compile(regex.toString()), plain);
    }

    private static String text(List<Level> levels) {
        return String.join("/", levels.stream().map(Level::text).toList());
    }

    private static String braces(List<List<Level>> options) {
        return "{"
                + String.join(",", options.stream().map(GeneratedPattern::text).toList()) + "}";
    }

    private static List<List<Level>> product(List<List<Level>> heads, List<List<Level>> tails) {
        List<List<Level>> product = new ArrayList<>();
        for (List<Level> head : heads) {
            for (List<Level> tail : tails) {
                List<Level> whole = new ArrayList<>(head);
                whole.addAll(tail);
                product.add(whole);
            }
        }
        return product;
    }
}
