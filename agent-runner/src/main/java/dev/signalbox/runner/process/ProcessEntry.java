package dev.signalbox.runner.process;

/**
 * A process that was alive when it was looked at. The start tells it from a later process with the same id.
 *
 * @param pid its id
 * @param parent the id of its parent
 * @param session its session, named after the process that began it
 * @param start when it was started, in units of the kernel
 */
public record ProcessEntry(long pid, long parent, long session, long start) {}
