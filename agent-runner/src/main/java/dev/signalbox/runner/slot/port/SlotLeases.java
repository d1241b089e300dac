package dev.signalbox.runner.slot.port;

import dev.signalbox.contracts.AttemptRef;
import dev.signalbox.runner.slot.SlotAnswer;
import java.util.List;

/**
 * Slots under one cap over all runners, and under one for each workspace. A slot is a lease: it ends by itself when its runner neither renews nor releases it, and it is
 * renewed as long as it is held here. Thread-safe.
 */
public interface SlotLeases {
    /** Leases a slot for each of {@code attempts}, up to the first for which there is none, in one step. */
    SlotAnswer acquire(List<AttemptRef> attempts);

    /** Gives a slot back. Returns at once; the slot is free for others within milliseconds. */
    void release(AttemptRef attempt);
}
