package dev.signalbox.definitions.text;

import dev.signalbox.definitions.InputProblemCode;

/** The text of a file cannot become values. The message is for people. */
public final class UnreadableText extends Exception {
    private static final long serialVersionUID = 1L;

    private final InputProblemCode code;
    private final transient Place place;

    UnreadableText(InputProblemCode code, Place place, String message) {
        super(message);
        this.code = code;
        this.place = place;
    }

    public InputProblemCode code() {
        return code;
    }

    public Place place() {
        return place;
    }

    UnreadableText at(Place other) {
        return new UnreadableText(code, other, String.valueOf(getMessage()));
    }
}
