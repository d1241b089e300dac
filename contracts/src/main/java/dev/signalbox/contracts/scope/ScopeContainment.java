package dev.signalbox.contracts.scope;

import dev.signalbox.contracts.spec.FileScope;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether one file scope is within another. It is decided on the safe side: what is not certain to be within counts as beyond. Certain
 * are a pattern that is also in the outer scope, and anything below a directory that the outer scope has with all that is in it.
 */
public final class ScopeContainment {
    private ScopeContainment() {}

    /**
     * A pattern of the inner scope that is not certain to be within the outer one; empty when all are. Writing is only within writing,
     * reading is within either.
     *
     * @throws InvalidPathPattern when a scope holds a text that is no pattern
     */
    public static Optional<String> beyond(FileScope inner, FileScope outer) {
        List<PathPattern> write = parse(outer.write());
        List<PathPattern> any =
                Stream.concat(write.stream(), parse(outer.read()).stream()).toList();
        return Stream.concat(beyond(parse(inner.write()), write).stream(), beyond(parse(inner.read()), any).stream())
                .map(PathPattern::text)
                .findFirst();
    }

    private static List<PathPattern> beyond(List<PathPattern> inner, List<PathPattern> outer) {
        return inner.stream()
                .filter(pattern -> outer.stream().noneMatch(other -> other.surelyContains(pattern)))
                .toList();
    }

    private static List<PathPattern> parse(List<String> patterns) {
        return patterns.stream().map(PathPattern::parse).toList();
    }
}
