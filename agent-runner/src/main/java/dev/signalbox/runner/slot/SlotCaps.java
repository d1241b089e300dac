package dev.signalbox.runner.slot;

/**
 * How many agent processes may be alive at a time, over all runners.
 *
 * @param overall in all workspaces together, at least 1
 * @param perWorkspace in each of them, at least 1
 */
public record SlotCaps(int overall, int perWorkspace) {
    /** A workspace may have all there are. */
    public static SlotCaps overall(int cap) {
        return new SlotCaps(cap, cap);
    }
}
