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
    private static final Glob ANY_NAME = new Glob(List.of(new AnyRun()));

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

    private NameIntersection(Glob left, Glob right) {
        this.left = left.elements();
        this.right = right.elements();
    }

    /** A short name that both match, if possible one that does not begin with a dot; empty when there is none. */
    static Optional<String> of(Glob left, Glob right) {
        Optional<String> shortest = new NameIntersection(left, right).search();
        return shortest.filter(name -> name.startsWith("."))
                .flatMap(hidden -> new NameIntersection(visible(left), visible(right)).search())
                .or(() -> shortest);
    }

    /** A name that the glob matches; empty when there is none. */
    static Optional<String> example(Glob glob) {
        return of(glob, ANY_NAME);
    }

    private static Glob visible(Glob glob) {
        if (!(glob.elements().getFirst() instanceof AnyRun)) {
            return glob;
        }
        List<Element> elements = new ArrayList<>(glob.elements());
        elements.addFirst(new OneOf(CharacterSet.ANY));
        return new Glob(elements);
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
