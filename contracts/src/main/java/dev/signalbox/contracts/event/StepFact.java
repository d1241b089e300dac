package dev.signalbox.contracts.event;

import dev.signalbox.contracts.StepId;

/** Something that happened to one step of a run. */
public sealed interface StepFact extends RunFact
        permits StepWaiting,
                StepDispatched,
                StepStarted,
                StepSucceeded,
                StepBackingOff,
                StepFailed,
                StepConflicted,
                StepConflictForeseen,
                StepCancelled,
                StepSkipped,
                StepReopened,
                ReportRejected,
                ClaimOverridden,
                UsageRecorded,
                UsageRejected,
                GovernorNoted,
                TripwireTripped {
    StepId step();
}
