package dev.signalbox.standalone.stack;

import java.util.Locale;

/** What a supervised process does. */
public enum ProcessState {
    STARTING,
    READY,
    /** It died and is started again after a short while. */
    RESTARTING,
    /** It died again and again; it is still started again, at ever longer intervals. */
    CRASHING,
    STOPPED,
    /** It runs, but its supervisor does not. */
    LEFT_OVER;

    /** The state as people read it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
