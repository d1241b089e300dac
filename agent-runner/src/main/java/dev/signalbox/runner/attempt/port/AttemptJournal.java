package dev.signalbox.runner.attempt.port;

import dev.signalbox.contracts.AttemptRef;
import java.util.List;

/** Remembers, across a crash of this runner, which attempts it works on. Thread-safe. */
public interface AttemptJournal {
    /** Written before any of them begins. */
    void taken(List<AttemptRef> attempts);

    /** The attempt's end is known to others; it may be forgotten soon. */
    void settled(AttemptRef attempt);
}
