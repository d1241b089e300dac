package dev.signalbox.eventlog.history.adapter;

import java.util.List;

/**
 * What one look at the history brought for a live stream.
 *
 * @param messages what is new, in order
 * @param quiet whether a sign of life is due because nothing was new for long
 * @param last whether nothing will follow
 */
record Turn(List<Recorded> messages, boolean quiet, boolean last) {
    static final Turn SIGN_OF_LIFE = new Turn(List.of(), true, false);
    static final Turn LOOK_AGAIN = new Turn(List.of(), false, false);
    static final Turn END = new Turn(List.of(), false, true);
}
