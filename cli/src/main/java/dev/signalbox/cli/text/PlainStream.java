package dev.signalbox.cli.text;

/**
 * {@link PlainText} for text that arrives in pieces: an escape sequence or a line end that is cut in two is held back until the
 * rest of it comes.
 */
public final class PlainStream {
    private static final int LONGEST_SEQUENCE = 64;

    private String held = "";

    /** What can be shown of everything up to here. */
    public String take(String piece) {
        String text = held + piece;
        int whole = wholeUntil(text);
        held = text.substring(whole);
        return PlainText.of(text.substring(0, whole));
    }

    /** What was held back, when nothing follows. */
    public String rest() {
        String rest = PlainText.of(held);
        held = "";
        return rest;
    }

    private static int wholeUntil(String text) {
        int escape = text.lastIndexOf('\u001b');
        if (escape >= 0
                && text.length() - escape < LONGEST_SEQUENCE
                && PlainText.isCutSequence(text.substring(escape))) {
            return escape;
        }
        return text.endsWith("\r") ? text.length() - 1 : text.length();
    }
}
