package dev.signalbox.runner.output;

/** Keeps the end of a text. Holds twice its limit at most. Not thread-safe. */
final class TextTail {
    private final int limit;
    private final StringBuilder kept = new StringBuilder();

    /** @param limit how many characters are wanted */
    TextTail(int limit) {
        this.limit = limit;
    }

    void append(String text) {
        kept.append(text, Math.max(0, text.length() - limit), text.length());
        if (kept.length() > 2 * limit) {
            kept.delete(0, kept.length() - limit);
        }
    }

    boolean isBlank() {
        return kept.chars().allMatch(Character::isWhitespace);
    }

    String text() {
        return kept.substring(Math.max(0, kept.length() - limit));
    }
}
