package dev.signalbox.definitions.draft;

import dev.signalbox.contracts.api.InputProblem;
import dev.signalbox.contracts.api.Severity;
import dev.signalbox.contracts.spec.AgentType;
import dev.signalbox.definitions.InputProblemCode;
import dev.signalbox.definitions.text.Place;
import dev.signalbox.definitions.text.UnreadableText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong with a definition, so that all of it can be said at once. Not thread-safe. */
public final class Problems {
    private static final int MOST_LISTED = 1_000;

    private final boolean strict;
    private final Map<String, Integer> fileOrder = new LinkedHashMap<>();
    private final List<InputProblem> found = new ArrayList<>();
    private @Nullable Collection<AgentType> broughtTypes;
    private boolean hasUnreadableText;
    private int errors;
    private int unlisted;

    /**
     * An empty collection.
     *
     * @param strict whether an unknown key is an error instead of a warning
     * @param files the names of the files, in the order in which their problems are to be listed
     */
    public Problems(boolean strict, List<String> files) {
        this.strict = strict;
        files.forEach(this::enter);
    }

    /** The types of agent that the runners bring, beside those that all of them drive. */
    public void bring(@Nullable Collection<AgentType> types) {
        broughtTypes = types;
    }

    /** The types of agent that the runners bring; null when that is not known here. */
    public @Nullable Collection<AgentType> broughtTypes() {
        return broughtTypes;
    }

    public void error(InputProblemCode code, Place place, String message) {
        errors++;
        add(Severity.ERROR, code, place, message);
    }

    public void warning(InputProblemCode code, Place place, String message) {
        add(Severity.WARNING, code, place, message);
    }

    public void unknownKey(Place place, String message) {
        if (strict) {
            error(InputProblemCode.KEY_UNKNOWN, place, message);
        } else {
            warning(InputProblemCode.KEY_UNKNOWN, place, message);
        }
    }

    public void unreadableText(UnreadableText unreadable) {
        hasUnreadableText = true;
        error(unreadable.code(), unreadable.place(), String.valueOf(unreadable.getMessage()));
    }

    public boolean hasUnreadableText() {
        return hasUnreadableText;
    }

    public boolean hasErrors() {
        return errors > 0;
    }

    /** How many problems there are, listed or not. */
    public int count() {
        return found.size() + unlisted;
    }

    /** The first thousand, in the order of files, lines and columns; a last one says how many more there are. */
    public List<InputProblem> listed() {
        List<InputProblem> listed = new ArrayList<>(found);
        listed.sort(Comparator.<InputProblem>comparingInt(problem -> fileOrder.getOrDefault(problem.file(), 0))
                .thenComparingInt(InputProblem::line)
                .thenComparingInt(InputProblem::column));
        if (unlisted > 0) {
            InputProblem last = listed.getLast();
            listed.add(new InputProblem(
                    errors > 0 ? Severity.ERROR : Severity.WARNING,
                    InputProblemCode.MORE_PROBLEMS.name(),
                    "and " + unlisted + " more problems",
                    last.file(),
                    last.line(),
                    last.column(),
                    last.pointer()));
        }
        return listed;
    }

    private void enter(String file) {
        fileOrder.putIfAbsent(file, fileOrder.size());
    }

    private void add(Severity severity, InputProblemCode code, Place place, String message) {
        enter(place.file());
        if (found.size() == MOST_LISTED) {
            unlisted++;
            return;
        }
        found.add(new InputProblem(
                severity, code.name(), message, place.file(), place.line(), place.column(), place.pointer()));
    }
}
