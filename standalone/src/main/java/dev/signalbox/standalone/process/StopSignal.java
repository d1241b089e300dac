package dev.signalbox.standalone.process;

/** The signal by which a program wants to be asked to end in good order. */
public enum StopSignal {
    TERMINATE,
    /** PostgreSQL: on TERM it would wait for its clients to leave first. */
    INTERRUPT
}
