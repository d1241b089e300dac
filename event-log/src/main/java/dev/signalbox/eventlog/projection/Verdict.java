package dev.signalbox.eventlog.projection;

/** What became of an event. */
public enum Verdict {
    APPLIED,
    /** It was applied before: nothing changed. */
    DUPLICATE,
    /** Its run has not begun as far as is known: nothing changed. */
    RUN_UNKNOWN
}
