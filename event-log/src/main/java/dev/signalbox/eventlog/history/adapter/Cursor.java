package dev.signalbox.eventlog.history.adapter;

import io.smallrye.mutiny.Uni;
import java.time.Duration;

/** Where one reader of a live stream is. Used by one reader, one look at a time. */
interface Cursor {
    /** Looks what is new behind the last look, or pauses when nothing is. */
    Uni<Turn> look(Pause pause);

    /** How to wait for something new. */
    interface Pause {
        /** Until there is news, or a sign of life is due. */
        Uni<Turn> untilNews();

        /** Until there is news, for this long at most. */
        Uni<Turn> untilNews(Duration atMost);
    }
}
