package dev.signalbox.contracts.scope;

import dev.signalbox.contracts.scope.Segment.AnyDepth;
import dev.signalbox.contracts.scope.Segment.Glob;
import dev.signalbox.contracts.scope.Segment.Name;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A path that two lists of segments both match: a breadth-first walk through the product of their automata. */
final class PathIntersection {
    private static final String SOME_NAME = "a";

    private final List<Segment> left;
    private final List<Segment> right;
    private final BitSet visited = new BitSet();
    private final Deque<Place> open = new ArrayDeque<>();

    /** How far a walk has come on both sides, and the name it took to get there; null at the start. */
    private record Place(
            int left,
            int right,
            @Nullable Place previous,
            @Nullable String name) {
        String path() {
            Deque<String> names = new ArrayDeque<>();
            for (Place place = this; place != null; place = place.previous) {
                if (place.name != null) {
                    names.addFirst(place.name);
                }
            }
            return String.join("/", names);
        }
    }

    private PathIntersection(List<Segment> left, List<Segment> right) {
        this.left = left;
        this.right = right;
    }

    /** A shortest path that both match; empty when there is none. */
    static Optional<String> of(List<Segment> left, List<Segment> right) {
        return differInLeadingNames(left, right) || differInTheLast(left, right)
                ? Optional.empty()
                : new PathIntersection(left, right).search();
    }

    private static boolean differInLeadingNames(List<Segment> left, List<Segment> right) {
        int shorter = Math.min(left.size(), right.size());
        for (int at = 0; at < shorter; at++) {
            if (!(left.get(at) instanceof Name leftName && right.get(at) instanceof Name rightName)) {
                return false;
            }
            if (!leftName.value().equals(rightName.value())) {
                return true;
            }
        }
        return false;
    }

    private static boolean differInTheLast(List<Segment> left, List<Segment> right) {
        return !left.isEmpty() && !right.isEmpty() && shared(left.getLast(), right.getLast()) == null;
    }

    private Optional<String> search() {
        open.add(new Place(0, 0, null, null));
        while (!open.isEmpty()) {
            Place place = open.removeFirst();
            if (isNew(place)) {
                if (place.left == left.size() && place.right == right.size() && place.name != null) {
                    return Optional.of(place.path());
                }
                goOn(place);
            }
        }
        return Optional.empty();
    }

    private boolean isNew(Place place) {
        int index = 2 * (place.left * (right.size() + 1) + place.right) + (place.name == null ? 0 : 1);
        boolean fresh = !visited.get(index);
        visited.set(index);
        return fresh;
    }

    private void goOn(Place place) {
        Segment leftSegment = place.left < left.size() ? left.get(place.left) : null;
        Segment rightSegment = place.right < right.size() ? right.get(place.right) : null;
        if (leftSegment instanceof AnyDepth) {
            open.addFirst(new Place(place.left + 1, place.right, place.previous, place.name));
        }
        if (rightSegment instanceof AnyDepth) {
            open.addFirst(new Place(place.left, place.right + 1, place.previous, place.name));
        }
        if (leftSegment != null && rightSegment != null) {
            String name = shared(leftSegment, rightSegment);
            if (name != null) {
                open.addLast(new Place(
                        leftSegment instanceof AnyDepth ? place.left : place.left + 1,
                        rightSegment instanceof AnyDepth ? place.right : place.right + 1,
                        place,
                        name));
            }
        }
    }

    private static @Nullable String shared(Segment left, Segment right) {
        return switch (left) {
            case AnyDepth any -> example(right);
            case Name name -> fits(name.value(), right) ? name.value() : null;
            case Glob glob ->
                switch (right) {
                    case AnyDepth any -> glob.example();
                    case Name name -> glob.matches(name.value()) ? name.value() : null;
                    case Glob other -> NameIntersection.of(glob, other).orElse(null);
                };
        };
    }

    private static boolean fits(String name, Segment segment) {
        return switch (segment) {
            case AnyDepth any -> true;
            case Name other -> other.value().equals(name);
            case Glob glob -> glob.matches(name);
        };
    }

    private static String example(Segment segment) {
        return switch (segment) {
            case AnyDepth any -> SOME_NAME;
            case Name name -> name.value();
            case Glob glob -> glob.example();
        };
    }
}
