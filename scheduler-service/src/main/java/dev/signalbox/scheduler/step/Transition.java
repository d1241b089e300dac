package dev.signalbox.scheduler.step;

/** One line of a table of transitions. What is not in its table never happens. */
public interface Transition {
    Enum<?> from();

    /** What leads from one to the other, for people. */
    String words();

    Enum<?> to();
}
