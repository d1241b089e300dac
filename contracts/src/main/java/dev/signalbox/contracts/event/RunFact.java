package dev.signalbox.contracts.event;

/** Something that happened in a run. */
public sealed interface RunFact
        permits RunAccepted,
                RunStarted,
                RunPaused,
                RunResumed,
                BudgetWarned,
                BudgetEscalated,
                BudgetRaised,
                RunPriorityChanged,
                RunExtended,
                RunCancelling,
                RunEnded,
                CommandRejected,
                StepFact {}
