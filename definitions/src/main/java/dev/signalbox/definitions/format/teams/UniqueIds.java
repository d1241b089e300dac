package dev.signalbox.definitions.format.teams;

import dev.signalbox.definitions.draft.Mention;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** Gives every step an id of its own: a name that comes again gets a number. */
final class UniqueIds {
    private final Set<String> wished;
    private final Set<String> given = new HashSet<>();

    /**
     * No id is given yet.
     *
     * @param wished every name that will be asked for, so that a numbered one is not another's name
     */
    UniqueIds(Collection<String> wished) {
        this.wished = new HashSet<>(wished);
    }

    Mention next(String name, Mention at) {
        String id = name;
        for (int number = 2; given.contains(id) || (number > 2 && wished.contains(id)); number++) {
            id = name + "-" + number;
        }
        given.add(id);
        return new Mention(id, at.place());
    }
}
