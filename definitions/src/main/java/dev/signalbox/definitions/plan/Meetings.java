package dev.signalbox.definitions.plan;

import dev.signalbox.contracts.scope.ParsedScope;
import dev.signalbox.contracts.scope.PathPattern;
import dev.signalbox.contracts.scope.ScopeOverlap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where scopes meet, as {@link ParsedScope#overlapWith} says it, remembering each pair of patterns. */
final class Meetings {
    private final Map<Pair, Optional<String>> paths = new HashMap<>();

    private record Pair(PathPattern a, PathPattern b) {}

    Optional<ScopeOverlap> between(ParsedScope a, ParsedScope b) {
        return first(a.write(), b.write()).or(() -> first(a.write(), b.read())).or(() -> first(a.read(), b.write()));
    }

    private Optional<ScopeOverlap> first(List<PathPattern> own, List<PathPattern> others) {
        for (PathPattern mine : own) {
            for (PathPattern theirs : others) {
                Optional<String> path = paths.computeIfAbsent(
                        new Pair(mine, theirs), pair -> pair.a().meetingPath(pair.b()));
                if (path.isPresent()) {
                    return Optional.of(new ScopeOverlap(mine.text(), theirs.text(), path.get()));
                }
            }
        }
        return Optional.empty();
    }
}
