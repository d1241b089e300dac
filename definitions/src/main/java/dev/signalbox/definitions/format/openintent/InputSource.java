package dev.signalbox.definitions.format.openintent;

import dev.signalbox.definitions.draft.Mention;
import java.util.function.Predicate;

/** Where an input of a phase comes from. */
sealed interface InputSource {
    String TRIGGER = "$trigger.";
    String INITIAL_STATE = "$initial_state.";

    /** {@code $trigger.key}: what started the run. */
    record Trigger(String key) implements InputSource {}

    /** {@code $initial_state.key}: the initial state of the phase itself. */
    record InitialState(String key) implements InputSource {}

    /** {@code phase.key}: what another phase answers with. */
    record Output(String phase, String key) implements InputSource {}

    /** Something else. */
    record Malformed() implements InputSource {}

    /**
     * What a text means.
     *
     * @param isPhase whether there is a phase of a name; names may have dots
     */
    static InputSource of(String text, Predicate<String> isPhase) {
        if (text.startsWith(TRIGGER)) {
            return text.length() == TRIGGER.length() ? new Malformed() : new Trigger(text.substring(TRIGGER.length()));
        }
        if (text.startsWith(INITIAL_STATE)) {
            return text.length() == INITIAL_STATE.length()
                    ? new Malformed()
                    : new InitialState(text.substring(INITIAL_STATE.length()));
        }
        int first = text.indexOf('.');
        if (first < 1
                || text.endsWith(".")
                || text.startsWith("$")
                || text.chars().anyMatch(Character::isWhitespace)) {
            return new Malformed();
        }
        for (int dot = text.lastIndexOf('.'); dot > first; dot = text.lastIndexOf('.', dot - 1)) {
            if (isPhase.test(text.substring(0, dot))) {
                return new Output(text.substring(0, dot), text.substring(dot + 1));
            }
        }
        return new Output(text.substring(0, first), text.substring(first + 1));
    }

    static boolean isFromTrigger(Mention source) {
        return of(source.text(), name -> false) instanceof Trigger;
    }
}
