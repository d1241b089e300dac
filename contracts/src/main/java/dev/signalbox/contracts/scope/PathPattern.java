package dev.signalbox.contracts.scope;

import dev.signalbox.contracts.scope.Segment.AnyDepth;
import dev.signalbox.contracts.scope.Segment.Element;
import dev.signalbox.contracts.scope.Segment.Glob;
import dev.signalbox.contracts.scope.Segment.Name;
import dev.signalbox.contracts.scope.Segment.OneOf;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A set of paths below the workspace, written as a glob. Immutable.
 *
 * <table>
 * <caption>The grammar</caption>
 * <tr><td>{@code *}</td><td>any characters within one file name, a leading dot included; never {@code /}</td></tr>
 * <tr><td>{@code ?}</td><td>one character, never {@code /}</td></tr>
 * <tr><td>{@code [a-z_]}, {@code [!a-z]}</td><td>one of these characters, one that is none of them; also the way to write a plain
 *     wildcard: {@code [*]}, {@code [[]}, {@code []]}</td></tr>
 * <tr><td>{@code **}</td><td>as a whole level: any number of levels, also none; within a name it is {@code *}</td></tr>
 * <tr><td><code>{a,b/c}</code></td><td>one of the alternatives; they nest, and at most 256 may come out</td></tr>
 * <tr><td>{@code meta}, {@code meta/}</td><td>a last level without wildcards, or a trailing {@code /}, means the thing of that name
 *     and everything below it</td></tr>
 * <tr><td>{@code src/*.py}</td><td>a last level with wildcards means these names only, nothing below them</td></tr>
 * </table>
 *
 * <p>{@code \} is read as {@code /}; {@code ./}, {@code //} and {@code a/../b} are resolved; {@code .} is the whole workspace. Names
 * are compared case-sensitively, in Unicode normal form C. Not a pattern: nothing, an absolute path, a path that leaves the workspace,
 * a control character, an open bracket or brace, a part that fits no name, more than 1,024 characters.
 */
public final class PathPattern {
    private final String text;
    private final List<List<Segment>> alternatives;

    private PathPattern(String text, List<List<Segment>> alternatives) {
        this.text = text;
        this.alternatives = alternatives;
    }

    /**
     * Reads a pattern.
     *
     * @throws InvalidPathPattern when it is none; the message says why
     */
    public static PathPattern parse(String text) {
        return new PathPattern(text, new PathPatternParser(text).alternatives());
    }

    /** Whether a path, relative to the workspace and without wildcards, is in the set. A path outside the workspace is not. */
    public boolean matches(String path) {
        List<Segment> levels;
        try {
            levels = PathPatternParser.literal(path);
        } catch (InvalidPathPattern outside) {
            return false;
        }
        return alternatives.stream()
                .anyMatch(
                        alternative -> PathIntersection.of(alternative, levels).isPresent());
    }

    /** Whether some path is in both sets. */
    public boolean overlaps(PathPattern other) {
        return meetingPath(other).isPresent();
    }

    /**
     * Whether every path of another pattern is certain to be in this set. False also when it cannot be told: of patterns with
     * wildcards only their literal beginnings are compared.
     */
    public boolean surelyContains(PathPattern other) {
        return equals(other)
                || other.alternatives.stream()
                        .allMatch(inner -> alternatives.stream().anyMatch(outer -> surelyContains(outer, inner)));
    }

    /** A name without wildcards at the end of a pattern means all below it as well, so it is only within a whole directory. */
    private static boolean surelyContains(List<Segment> outer, List<Segment> inner) {
        List<String> directory = literalPrefix(outer);
        boolean holdsEverythingBelow = outer.size() == directory.size() + 1 && outer.getLast() instanceof AnyDepth;
        List<String> beginning = literalPrefix(inner);
        return holdsEverythingBelow
                && beginning.size() >= directory.size()
                && beginning.subList(0, directory.size()).equals(directory);
    }

    /** A path that is in both sets; empty when there is none. */
    public Optional<String> meetingPath(PathPattern other) {
        for (List<Segment> own : alternatives) {
            for (List<Segment> others : other.alternatives) {
                Optional<String> path = PathIntersection.of(own, others);
                if (path.isPresent()) {
                    return path;
                }
            }
        }
        return Optional.empty();
    }

    /** What the paths of each alternative have in common at their ends, for an index of patterns. */
    public List<PatternEnds> ends() {
        return alternatives.stream().map(PathPattern::ends).toList();
    }

    private static PatternEnds ends(List<Segment> alternative) {
        List<String> prefix = literalPrefix(alternative);
        return new PatternEnds(
                prefix,
                alternative.get(prefix.size()) instanceof AnyDepth,
                alternative.getLast() instanceof AnyDepth,
                literalSuffix(alternative.getLast()));
    }

    private static String literalSuffix(Segment last) {
        return switch (last) {
            case AnyDepth any -> "";
            case Name name -> name.value();
            case Glob glob -> {
                StringBuilder reversed = new StringBuilder();
                for (Element element : glob.elements().reversed()) {
                    if (!(element instanceof OneOf one && one.set().isSingle())) {
                        break;
                    }
                    reversed.appendCodePoint(one.set().ranges().getFirst().first());
                }
                yield reversed.reverse().toString();
            }
        };
    }

    private static List<String> literalPrefix(List<Segment> alternative) {
        return alternative.stream()
                .takeWhile(Name.class::isInstance)
                .map(segment -> ((Name) segment).value())
                .toList();
    }

    /** The pattern as it was written. */
    public String text() {
        return text;
    }

    /** Equal when written equally. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PathPattern pattern && text.equals(pattern.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
