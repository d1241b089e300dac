package dev.signalbox.admission;

/** What a request for a run gets when all places are taken. */
public enum AtCap {
    /** It is denied and may ask again. */
    REJECT,
    /** It is accepted and waits for a place. */
    QUEUE
}
