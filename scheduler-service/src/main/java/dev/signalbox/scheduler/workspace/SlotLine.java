package dev.signalbox.scheduler.workspace;

import dev.signalbox.scheduler.line.Place;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The ready steps that wait because as many attempts of their workspace are in flight as may have a slot there, in the order in which they
 * are served. What is dispatched never has to wait for a slot of its workspace at a runner, where it would hold up those behind it.
 */
final class SlotLine {
    private final int cap;
    private final NavigableMap<Place, LiveStep> waiting = new TreeMap<>();
    private int inFlight;

    SlotLine(int cap) {
        this.cap = cap;
    }

    int cap() {
        return cap;
    }

    /** Whether a step may go on: there is room, and nobody ahead of it waits for it. */
    boolean hasRoomFor(LiveStep step) {
        return hasRoom() && (waiting.isEmpty() || step.place().compareTo(waiting.firstKey()) <= 0);
    }

    void await(LiveStep step) {
        waiting.put(step.place(), step);
    }

    void leave(LiveStep step) {
        waiting.remove(step.place());
    }

    /** Who may have room now. */
    Optional<LiveStep> next() {
        return hasRoom() && !waiting.isEmpty()
                ? Optional.of(waiting.firstEntry().getValue())
                : Optional.empty();
    }

    void take() {
        inFlight++;
    }

    void giveBack() {
        inFlight--;
    }

    private boolean hasRoom() {
        return inFlight < cap;
    }
}
