package dev.signalbox.contracts.scope;

import dev.signalbox.contracts.scope.Segment.AnyRun;
import dev.signalbox.contracts.scope.Segment.Element;
import dev.signalbox.contracts.scope.Segment.Glob;
import dev.signalbox.contracts.scope.Segment.OneOf;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A file name that two globs both match: a breadth-first walk through the product of their automata. No file is called nothing,
 * {@code .} or {@code ..}, so a walk remembers whether it has spelled more than that.
 */
final class NameIntersection {
    private static final List<Element> ANY_NAME = List.of(new AnyRun());

    private final List<Element> left;
    private final List<Element> right;
    private final Map<Spelled, BitSet> visited = new EnumMap<>(Spelled.class);
    private final Deque<Place> open = new ArrayDeque<>();

    private enum Spelled {
        NOTHING,
        DOT,
        DOT_DOT,
        NAME;

        Spelled then(int character) {
            if (character != '.') {
                return NAME;
            }
            return switch (this) {
                case NOTHING -> DOT;
                case DOT -> DOT_DOT;
                case DOT_DOT, NAME -> NAME;
            };
        }
    }

    private record Place(
            int left, int right, Spelled spelled, @Nullable Place previous, int character) {
        String name() {
            StringBuilder backwards = new StringBuilder();
            for (Place place = this; place != null; place = place.previous) {
                if (place.previous != null) {
                    backwards.insert(0, Character.toString(place.character));
                }
            }
            return backwards.toString();
        }
    }

    private NameIntersection(List<Element> left, List<Element> right) {
        this.left = left;
        this.right = right;
    }

    /** A short name that both match, if possible one that does not begin with a dot; empty when there is none. */
    static Optional<String> of(Glob left, Glob right) {
        return of(left.elements(), right.elements());
    }

    /** A name that the elements match; empty when there is none. */
    static Optional<String> example(List<Element> elements) {
        return of(elements, ANY_NAME);
    }

    private static Optional<String> of(List<Element> left, List<Element> right) {
        if (differAtAnEnd(left, right) || differAtAnEnd(left.reversed(), right.reversed())) {
            return Optional.empty();
        }
        Optional<String> shortest = new NameIntersection(left, right).search();
        return shortest.filter(name -> name.startsWith("."))
                .flatMap(hidden -> new NameIntersection(visible(left), visible(right)).search())
                .or(() -> shortest);
    }

    /** Most globs that do not meet differ before the first, or after the last, star of both. */
    private static boolean differAtAnEnd(List<Element> left, List<Element> right) {
        int shorter = Math.min(left.size(), right.size());
        for (int at = 0; at < shorter; at++) {
            if (!(left.get(at) instanceof OneOf leftOne && right.get(at) instanceof OneOf rightOne)) {
                return false;
            }
            if (leftOne.set().sharesNothingWith(rightOne.set())) {
                return true;
            }
        }
        return false;
    }

    private static List<Element> visible(List<Element> elements) {
        if (!(elements.getFirst() instanceof AnyRun)) {
            return elements;
        }
        List<Element> visible = new ArrayList<>(elements);
        visible.addFirst(new OneOf(CharacterSet.ANY));
        return visible;
    }

    private Optional<String> search() {
        open.add(new Place(0, 0, Spelled.NOTHING, null, 0));
        while (!open.isEmpty()) {
            Place place = open.removeFirst();
            if (isNew(place)) {
                if (place.left == left.size() && place.right == right.size() && place.spelled == Spelled.NAME) {
                    return Optional.of(place.name());
                }
                goOn(place);
            }
        }
        return Optional.empty();
    }

    private boolean isNew(Place place) {
        BitSet seen = visited.computeIfAbsent(place.spelled, spelled -> new BitSet());
        int index = place.left * (right.size() + 1) + place.right;
        boolean fresh = !seen.get(index);
        seen.set(index);
        return fresh;
    }

    private void goOn(Place place) {
        Element leftElement = place.left < left.size() ? left.get(place.left) : null;
        Element rightElement = place.right < right.size() ? right.get(place.right) : null;
        if (leftElement instanceof AnyRun) {
            open.addFirst(new Place(place.left + 1, place.right, place.spelled, place.previous, place.character));
        }
        if (rightElement instanceof AnyRun) {
            open.addFirst(new Place(place.left, place.right + 1, place.spelled, place.previous, place.character));
        }
        if (leftElement != null && rightElement != null) {
            spellOne(place, leftElement, rightElement);
        }
    }

    private void spellOne(Place place, Element leftElement, Element rightElement) {
        CharacterSet leftSet = charactersOf(leftElement);
        CharacterSet rightSet = charactersOf(rightElement);
        int nextLeft = leftElement instanceof AnyRun ? place.left : place.left + 1;
        int nextRight = rightElement instanceof AnyRun ? place.right : place.right + 1;
        OptionalInt besidesDot = leftSet.sharedBesidesDot(rightSet);
        if (besidesDot.isPresent()) {
            step(place, nextLeft, nextRight, besidesDot.getAsInt());
        }
        if (leftSet.holds('.') && rightSet.holds('.')) {
            step(place, nextLeft, nextRight, '.');
        }
    }

    private void step(Place from, int nextLeft, int nextRight, int character) {
        open.addLast(new Place(nextLeft, nextRight, from.spelled.then(character), from, character));
    }

    private static CharacterSet charactersOf(Element element) {
        return switch (element) {
            case AnyRun run -> CharacterSet.ANY;
            case OneOf one -> one.set();
        };
    }
}
