package dev.signalbox.contracts.attempt;

import dev.signalbox.contracts.AttemptRef;
import java.time.Instant;

/** What a runner reports of an attempt. On {@code signalbox.outcomes}, keyed by workspace. */
public sealed interface Outcome
        permits AttemptStarted,
                AttemptHeartbeat,
                UsageReported,
                GovernorReported,
                MergeConflictForeseen,
                AttemptFinished {
    AttemptRef attempt();

    /** The runner that reports: each start of a runner process has an id of its own. */
    String runner();

    /** When it happened, by the runner's clock. For people; nothing is decided by it. */
    Instant at();
}
