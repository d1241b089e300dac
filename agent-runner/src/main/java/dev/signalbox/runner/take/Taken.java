package dev.signalbox.runner.take;

/** How an attempt to take work turned out. */
public sealed interface Taken {
    /** The backlog is empty. */
    record All() implements Taken {}

    /** Some was taken; more waits for room. */
    record Part() implements Taken {}

    /** Every place here, or every slot of the fleet, is in use. */
    record NoRoom() implements Taken {}

    /** Something that is needed does not work; nothing was begun. */
    record Hindered(String reason) implements Taken {}
}
