package dev.signalbox.scheduler.budget;

import dev.signalbox.contracts.spec.Budget;
import dev.signalbox.contracts.spec.FakeScript;
import dev.signalbox.contracts.spec.StepSpec;
import dev.signalbox.contracts.spec.Usage;

/**
 * What is reserved for an attempt before it is dispatched: what its step declares; else what a script says that it will report; else, in
 * a unit that some budget limits, the configured amount or whatever is left when that is less.
 */
public final class Estimate {
    private final Amount unknown;

    /** Reserves {@code unknown}, or what is left of it, for an attempt of which nothing is declared. */
    public Estimate(Amount unknown) {
        this.unknown = unknown;
    }

    public Amount of(StepSpec step, BudgetAccount account) {
        Amount portion = account.portion(unknown);
        Budget declared = declared(step);
        return new Amount(
                declared.usd() == null ? portion.usd() : declared.usd(),
                declared.tokens() == null ? portion.tokens() : declared.tokens());
    }

    private static Budget declared(StepSpec step) {
        Budget estimate = step.estimate() == null ? Budget.NONE : step.estimate();
        FakeScript script = step.fake();
        Usage usage = script == null ? null : script.usage();
        return usage == null || usage.goesBelowZero()
                ? estimate
                : new Budget(usage.costUsd(), usage.tokens()).replacedBy(estimate);
    }
}
