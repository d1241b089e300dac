package dev.signalbox.contracts.scope;

import dev.signalbox.contracts.spec.FileScope;
import java.util.Optional;

/**
 * Why two steps must not be in flight together.
 *
 * @param patternOfA a pattern of the first scope, as it was written
 * @param patternOfB a pattern of the second scope, as it was written
 * @param path a path that both match; an example, it need not exist
 */
public record ScopeOverlap(String patternOfA, String patternOfB, String path) {

    /**
     * Compares two scopes. Reading never overlaps with reading; everything else does when some path matches both.
     *
     * @throws InvalidPathPattern when a scope holds a text that is no pattern
     */
    public static Optional<ScopeOverlap> between(FileScope a, FileScope b) {
        return ParsedScope.of(a).overlapWith(ParsedScope.of(b));
    }
}
