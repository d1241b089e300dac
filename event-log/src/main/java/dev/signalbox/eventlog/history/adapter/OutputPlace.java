package dev.signalbox.eventlog.history.adapter;

import dev.signalbox.contracts.ProblemCode;
import dev.signalbox.eventlog.problem.adapter.Refusal;

/**
 * A place in the output of a step; its text is the id of an output event.
 *
 * @param attempt the attempt, or {@link #LAST_ATTEMPT}
 * @param number the number of the last chunk that was read; 0 before the first
 */
record OutputPlace(int attempt, long number) {
    /** Whichever attempt is the last one when it is looked at first. */
    static final int LAST_ATTEMPT = 0;

    static OutputPlace parse(String text) {
        try {
            int slash = text.indexOf('/');
            return new OutputPlace(
                    Integer.parseInt(text.substring(0, Math.max(slash, 0))), Long.parseLong(text.substring(slash + 1)));
        } catch (NumberFormatException e) {
            throw Refusal.of(ProblemCode.REQUEST_INVALID, "'%s' is not a valid Last-Event-ID.".formatted(text));
        }
    }

    @Override
    public String toString() {
        return attempt + "/" + number;
    }
}
