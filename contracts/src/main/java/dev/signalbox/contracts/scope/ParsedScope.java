package dev.signalbox.contracts.scope;

import dev.signalbox.contracts.spec.FileScope;
import java.util.List;
import java.util.Optional;

/**
 * A file scope ready to be compared: parse once, compare often.
 *
 * @param read patterns that other readers may share
 * @param write patterns that nobody else may touch
 */
public record ParsedScope(List<PathPattern> read, List<PathPattern> write) {
    public static final ParsedScope NONE = new ParsedScope(List.of(), List.of());

    public ParsedScope {
        read = List.copyOf(read);
        write = List.copyOf(write);
    }

    /**
     * Reads every pattern of a scope.
     *
     * @throws InvalidPathPattern when one of them is none
     */
    public static ParsedScope of(FileScope scope) {
        return scope.claimsNothing() ? NONE : new ParsedScope(parse(scope.read()), parse(scope.write()));
    }

    public boolean claimsNothing() {
        return read.isEmpty() && write.isEmpty();
    }

    /** Where this scope meets another one so that the two steps must not be in flight together; empty when they may. */
    public Optional<ScopeOverlap> overlapWith(ParsedScope other) {
        return first(write, other.write).or(() -> first(write, other.read)).or(() -> first(read, other.write));
    }

    private static Optional<ScopeOverlap> first(List<PathPattern> own, List<PathPattern> others) {
        for (PathPattern mine : own) {
            for (PathPattern theirs : others) {
                Optional<String> path = mine.meetingPath(theirs);
                if (path.isPresent()) {
                    return Optional.of(new ScopeOverlap(mine.text(), theirs.text(), path.get()));
                }
            }
        }
        return Optional.empty();
    }

    private static List<PathPattern> parse(List<String> patterns) {
        return patterns.stream().map(PathPattern::parse).toList();
    }
}
