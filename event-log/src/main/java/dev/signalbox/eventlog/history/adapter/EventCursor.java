package dev.signalbox.eventlog.history.adapter;

import dev.signalbox.contracts.MessageCatalogue;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.event.RunEnded;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** Where one reader is in the events of one run. It looks only when it is asked to, so a slow reader holds one page at most. */
final class EventCursor implements Cursor {
    private static final String RUN_ENDED = MessageCatalogue.nameOfType(RunEnded.class);

    private final RecordedMessages messages;
    private final RunId run;
    private final int page;
    private long after;

    EventCursor(RecordedMessages messages, RunId run, long after, int page) {
        this.messages = messages;
        this.run = run;
        this.after = after;
        this.page = page;
    }

    @Override
    public Uni<Turn> look(Pause pause) {
        return messages.events(run, after, page).chain(found -> found.isEmpty() ? ended(pause) : moved(found));
    }

    private Uni<Turn> moved(List<Recorded> found) {
        Recorded last = found.getLast();
        after = last.number();
        return Uni.createFrom().item(new Turn(found, false, last.type().equals(RUN_ENDED)));
    }

    private Uni<Turn> ended(Pause pause) {
        return messages.endsWith(run, after)
                .chain(ended -> ended ? Uni.createFrom().item(Turn.END) : pause.untilNews());
    }
}
