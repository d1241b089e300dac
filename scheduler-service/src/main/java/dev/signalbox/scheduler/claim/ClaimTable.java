package dev.signalbox.scheduler.claim;

import dev.signalbox.contracts.scope.ParsedScope;
import dev.signalbox.contracts.scope.ScopeOverlap;
import dev.signalbox.scheduler.line.Place;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The file scopes that steps of a workspace hold or wait for. Two scopes that overlap are never held together, and a step that
 * waits keeps its place: whoever comes later and overlaps waits behind it, so nobody starves.
 *
 * <p>Each waiting step stands behind exactly one other. When that one is gone, only those behind it look again.
 *
 * @param <S> a step, compared by identity
 */
public final class ClaimTable<S> {
    /** Who is in the way, and a path that both want. */
    public record Blocked<S>(S by, String path) {}

    private record Wish<S>(S step, ParsedScope scope) {}

    private final Map<S, ParsedScope> held = new LinkedHashMap<>();
    private final NavigableMap<Place, Wish<S>> wishes = new TreeMap<>();
    private final Map<S, Set<S>> behind = new LinkedHashMap<>();

    /** Who keeps a step in this place from holding this scope: the nearest one ahead of it in line, else a holder. */
    public Optional<Blocked<S>> blocker(Place place, ParsedScope scope) {
        return blocker(place, scope, _ -> false);
    }

    /** The same, when some are in nobody's way. */
    public Optional<Blocked<S>> blocker(Place place, ParsedScope scope, Predicate<S> ignored) {
        if (scope.claimsNothing()) {
            return Optional.empty();
        }
        for (Wish<S> ahead : wishes.headMap(place, false).descendingMap().values()) {
            Optional<ScopeOverlap> overlap =
                    ignored.test(ahead.step()) ? Optional.empty() : scope.overlapWith(ahead.scope());
            if (overlap.isPresent()) {
                return Optional.of(new Blocked<>(ahead.step(), overlap.get().path()));
            }
        }
        return blockerWithin(scope, ignored);
    }

    /**
     * Who keeps a step from holding this scope of which somebody holds all or some for it: those who hold something of it now,
     * other than {@code forIt}. It stands behind nobody who waits, because they may wait for the very one that holds it.
     */
    public Optional<Blocked<S>> blockerWithin(ParsedScope scope, Predicate<S> forIt) {
        for (Map.Entry<S, ParsedScope> holder : held.entrySet()) {
            Optional<ScopeOverlap> overlap =
                    forIt.test(holder.getKey()) ? Optional.empty() : scope.overlapWith(holder.getValue());
            if (overlap.isPresent()) {
                return Optional.of(new Blocked<>(holder.getKey(), overlap.get().path()));
            }
        }
        return Optional.empty();
    }

    /** The step waits for its scope, behind {@code blocker}. */
    public void await(S step, Place place, ParsedScope scope, S blocker) {
        await(step, place, scope);
        behind.computeIfAbsent(blocker, key -> new LinkedHashSet<>()).add(step);
    }

    /** The step waits for its scope, and is told by somebody else when it may look again. */
    public void await(S step, Place place, ParsedScope scope) {
        wishes.put(place, new Wish<>(step, scope));
    }

    /** Whether the step waits in this place. */
    public boolean awaits(S step, Place place) {
        Wish<S> wish = wishes.get(place);
        return wish != null && wish.step() == step;
    }

    /** The step holds its scope from now on. Call it only when nobody blocks it. */
    public void hold(S step, Place place, ParsedScope scope) {
        wishes.remove(place);
        if (!scope.claimsNothing()) {
            held.put(step, scope);
        }
    }

    /** The step neither holds nor waits any more. Answers who stood behind it and may look again. */
    public Collection<S> release(S step, Place place) {
        held.remove(step);
        Wish<S> wish = wishes.get(place);
        if (wish != null && wish.step() == step) {
            wishes.remove(place);
        }
        Set<S> freed = behind.remove(step);
        return freed == null ? List.of() : new ArrayList<>(freed);
    }
}
