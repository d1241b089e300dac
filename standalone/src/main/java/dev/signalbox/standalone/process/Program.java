package dev.signalbox.standalone.process;

import java.io.IOException;

/** A long-lived program that can be run as a child process, again and again, on the same port and data. */
public interface Program {
    /** Its name in lists, log files and messages. */
    String name();

    /** Its port on 127.0.0.1. */
    int port();

    /** Brings its files into the state in which it can start; does nothing where they already are. */
    void prepare() throws IOException;

    /** How it is started. */
    Launch launch() throws IOException;

    /** Looks once whether it can do its work; called again and again while it starts, and must return soon. */
    Readiness readiness();

    /** The signal on which it ends in good order. */
    default StopSignal stopSignal() {
        return StopSignal.TERMINATE;
    }
}
