package dev.signalbox.runner.slot.adapter;

/**
 * Who leases slots.
 *
 * @param node the id of the runner's place, the same across restarts
 * @param runner the id of this run of the runner
 */
public record SlotOwner(String node, String runner) {}
