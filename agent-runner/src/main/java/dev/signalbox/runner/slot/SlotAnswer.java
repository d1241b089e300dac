package dev.signalbox.runner.slot;

import java.time.Duration;

/** What comes back when slots are asked for. */
public sealed interface SlotAnswer {
    /**
     * The first {@code count} of the attempts asked for have a slot each.
     *
     * @param inUse how many slots are in use after that, over all runners
     */
    record Granted(int count, int inUse) implements SlotAnswer {}

    /**
     * The record of slots was lost, or nobody kept it up for a while; nothing is granted until every runner has named the attempts it
     * works on.
     *
     * @param atMost how long that takes when a runner stays silent
     */
    record Recovering(Duration atMost) implements SlotAnswer {}

    /** Whoever counts the slots does not answer. Nothing was granted. */
    record Unavailable(String reason) implements SlotAnswer {}
}
