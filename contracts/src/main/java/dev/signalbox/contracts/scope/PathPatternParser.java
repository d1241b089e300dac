package dev.signalbox.contracts.scope;

import dev.signalbox.contracts.scope.Segment.AnyDepth;
import dev.signalbox.contracts.scope.Segment.AnyRun;
import dev.signalbox.contracts.scope.Segment.Element;
import dev.signalbox.contracts.scope.Segment.Glob;
import dev.signalbox.contracts.scope.Segment.Name;
import dev.signalbox.contracts.scope.Segment.OneOf;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Reads the grammar that {@link PathPattern} describes. */
final class PathPatternParser {
    static final int MOST_CHARACTERS = 1024;

    private static final Pattern ANY_DEPTH = Pattern.compile("\\*{2,}");
    private static final Pattern WILDCARD = Pattern.compile("[*?\\[\\]]");
    private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:/.*");

    private final String pattern;

    PathPatternParser(String pattern) {
        this.pattern = pattern;
    }

    List<List<Segment>> alternatives() {
        if (pattern.isBlank()) {
            throw invalid("is empty; the whole workspace is written '**'");
        }
        if (pattern.length() > MOST_CHARACTERS) {
            throw invalid("is longer than " + MOST_CHARACTERS + " characters");
        }
        if (pattern.chars().anyMatch(Character::isISOControl)) {
            throw invalid("contains a control character");
        }
        String text = Normalizer.normalize(pattern.replace('\\', '/'), Normalizer.Form.NFC);
        return BraceExpansion.of(text).stream().map(this::segments).toList();
    }

    /** The levels of a path without wildcards. */
    static List<Segment> literal(String path) {
        String text = Normalizer.normalize(path.replace('\\', '/'), Normalizer.Form.NFC);
        return new PathPatternParser(path)
                .levels(text).stream().map(name -> (Segment) new Name(name)).toList();
    }

    private List<Segment> segments(String alternative) {
        List<Segment> segments = new ArrayList<>();
        for (String level : levels(alternative)) {
            Segment segment = segment(level);
            if (!(segment instanceof AnyDepth && endsInAnyDepth(segments))) {
                segments.add(segment);
            }
        }
        boolean namesDirectory = alternative.endsWith("/") || segments.isEmpty() || segments.getLast() instanceof Name;
        if (namesDirectory && !endsInAnyDepth(segments)) {
            segments.add(Segment.ANY_DEPTH);
        }
        return List.copyOf(segments);
    }

    private List<String> levels(String text) {
        if (text.isEmpty()) {
            throw invalid("has an empty alternative, which would be the whole workspace");
        }
        if (text.startsWith("/") || DRIVE.matcher(text).matches() || text.equals("~") || text.startsWith("~/")) {
            throw invalid("is absolute; paths are relative to the workspace");
        }
        List<String> levels = new ArrayList<>();
        for (String level : text.split("/")) {
            if (level.equals("..")) {
                goUp(levels);
            } else if (!level.isEmpty() && !level.equals(".")) {
                levels.add(level);
            }
        }
        return levels;
    }

    private void goUp(List<String> levels) {
        if (levels.isEmpty()) {
            throw invalid("leaves the workspace");
        }
        if (ANY_DEPTH.matcher(levels.removeLast()).matches()) {
            throw invalid("goes up with '..' after '**', which may leave the workspace");
        }
    }

    private Segment segment(String level) {
        if (ANY_DEPTH.matcher(level).matches()) {
            return Segment.ANY_DEPTH;
        }
        if (!WILDCARD.matcher(level).find()) {
            return new Name(level);
        }
        List<Element> elements = elements(level);
        return NameIntersection.example(elements)
                .map(example -> new Glob(elements, example))
                .orElseThrow(() -> invalid("has a part that no file name fits: '" + level + "'"));
    }

    private List<Element> elements(String level) {
        List<Element> elements = new ArrayList<>();
        int at = 0;
        while (at < level.length()) {
            int character = level.codePointAt(at);
            int next = at + Character.charCount(character);
            switch (character) {
                case '*' -> {
                    if (elements.isEmpty() || !(elements.getLast() instanceof AnyRun)) {
                        elements.add(new AnyRun());
                    }
                }
                case '?' -> elements.add(new OneOf(CharacterSet.ANY));
                case '[' -> {
                    int close = Brackets.end(pattern, level, at);
                    elements.add(new OneOf(Brackets.read(pattern, level, at, close)));
                    next = close + 1;
                }
                case ']' -> throw invalid("has a ']' without '['; a plain one is written '[]]'");
                default -> elements.add(new OneOf(CharacterSet.only(character)));
            }
            at = next;
        }
        return elements;
    }

    private static boolean endsInAnyDepth(List<Segment> segments) {
        return !segments.isEmpty() && segments.getLast() instanceof AnyDepth;
    }

    private InvalidPathPattern invalid(String reason) {
        return new InvalidPathPattern(pattern, reason);
    }
}
