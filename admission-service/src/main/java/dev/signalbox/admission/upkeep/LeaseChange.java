package dev.signalbox.admission.upkeep;

import dev.signalbox.admission.runs.HeldKey;
import dev.signalbox.contracts.RunId;

/** What is to be done with the lease of a run, and with its key if that was computed. */
public sealed interface LeaseChange {
    RunId run();

    HeldKey key();

    /** The scheduler has announced it: it holds a lease and is not unseen any more. */
    record Seen(RunId run, HeldKey key) implements LeaseChange {}

    /** It is still live: if it holds a lease, it holds it longer. */
    record Renew(RunId run, HeldKey key) implements LeaseChange {}

    /** It is over: lease and computed key are free. */
    record Ended(RunId run, HeldKey key) implements LeaseChange {}
}
