package dev.signalbox.runner.coding;

/** What can be seen of an agent while it works, by what its adapter understands of it. */
public enum Sight {
    /** Which tools it calls, and whatever else it says. */
    CALLS,
    /** Not its calls. What it has used, its turns or its words may be seen; whether it gets anywhere may not. */
    NO_CALLS
}
