package dev.signalbox.runner.slot.model;

import dev.signalbox.runner.slot.SlotCaps;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/** What the script of slots promises, in plain Java. */
public final class SlotModel {
    /**
     * A right to have one agent process.
     *
     * @param holder the attempt and its node
     * @param workspace where it works
     */
    public record Slot(String holder, String workspace) {}

    /** What the script answers. */
    public sealed interface Answer {
        /** So many of the first are granted; so many are in use after that. */
        record Granted(int count, int inUse) implements Answer {}

        /** The runner has to name what it holds first. */
        record NotRegistered() implements Answer {}

        /** Nothing is granted for so many milliseconds, unless all runners name what they hold before. */
        record NotOpen(long millis) implements Answer {}
    }

    private final SlotCaps caps;
    private final long lease;
    private final LongSupplier now;
    private final Map<Slot, Long> ends = new HashMap<>();
    private final Set<String> registered = new HashSet<>();
    private boolean known;
    private long touched;
    private long openAt;

    /**
     * No slots.
     *
     * @param lease how long a lease lasts, in milliseconds
     * @param now the clock of Redis, in milliseconds
     */
    public SlotModel(SlotCaps caps, long lease, LongSupplier now) {
        this.caps = caps;
        this.lease = lease;
        this.now = now;
    }

    public Answer acquire(String runner, Collection<Slot> returned, List<Slot> wanted) {
        begin(returned);
        if (!registered.contains(runner)) {
            return new Answer.NotRegistered();
        }
        return isOpen() ? granted(wanted) : notOpen();
    }

    public Answer renew(String runner, Collection<Slot> returned, Collection<Slot> held) {
        begin(returned);
        held.forEach(this::keep);
        registered.add(runner);
        return isOpen() ? granted(List.of()) : notOpen();
    }

    public Answer open(Collection<Slot> returned, Set<String> runners) {
        begin(returned);
        if (!registered.containsAll(runners)) {
            return notOpen();
        }
        openAt = now.getAsLong();
        return granted(List.of());
    }

    /** Redis has lost everything. */
    public void loseEverything() {
        ends.clear();
        registered.clear();
        restarted();
    }

    /** Redis is another process than before. */
    public void restarted() {
        known = false;
    }

    /** Nobody has been heard of for longer than half a lease. */
    public void wasLeftAlone() {
        touched = now.getAsLong() - lease;
    }

    /** The lease that everybody has to wait for is over. */
    public void waitIsOver() {
        openAt = Math.min(openAt, now.getAsLong());
    }

    /** A lease has come to its end. */
    public void expire(Slot slot) {
        ends.remove(slot);
    }

    /** Everything that is held, and whose lease is not over. */
    public Set<Slot> held() {
        return ends.entrySet().stream()
                .filter(slot -> slot.getValue() > now.getAsLong())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    public Set<String> registered() {
        return Set.copyOf(registered);
    }

    private void begin(Collection<Slot> returned) {
        if (!known || now.getAsLong() - touched > lease / 2) {
            registered.clear();
            known = true;
            openAt = now.getAsLong() + lease;
        }
        touched = now.getAsLong();
        returned.forEach(ends::remove);
    }

    private Answer granted(List<Slot> wanted) {
        ends.values().removeIf(end -> end <= now.getAsLong());
        int used = ends.size();
        int count = 0;
        while (count < wanted.size()
                && used + count < caps.overall()
                && hasRoom(wanted.get(count).workspace())) {
            keep(wanted.get(count));
            count++;
        }
        return new Answer.Granted(count, used + count);
    }

    private boolean hasRoom(String workspace) {
        return ends.keySet().stream()
                        .filter(slot -> slot.workspace().equals(workspace))
                        .count()
                < caps.perWorkspace();
    }

    private void keep(Slot slot) {
        ends.put(slot, now.getAsLong() + lease);
    }

    private boolean isOpen() {
        return openAt <= now.getAsLong();
    }

    private Answer notOpen() {
        return new Answer.NotOpen(openAt - now.getAsLong());
    }
}
