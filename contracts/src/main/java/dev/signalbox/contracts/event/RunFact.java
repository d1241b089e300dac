package dev.signalbox.contracts.event;

/** Something that happened in a run. */
public sealed interface RunFact
        permits RunAccepted,
                RunStarted,
                RunPaused,
                RunResumed,
                RunCancelling,
                RunEnded,
                BudgetWarned,
                BudgetEscalated,
                BudgetRaised,
                StepFact {}
