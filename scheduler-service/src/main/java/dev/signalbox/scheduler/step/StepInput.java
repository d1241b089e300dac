package dev.signalbox.scheduler.step;

import dev.signalbox.contracts.AgentId;
import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.attempt.Outcome;
import dev.signalbox.contracts.attempt.StopCause;
import dev.signalbox.contracts.event.WaitsFor;
import dev.signalbox.contracts.spec.Budget;
import org.jspecify.annotations.Nullable;

/** What can happen to a step. */
public sealed interface StepInput {
    /** One more of the steps it needs has succeeded, or has failed without being in its way. */
    record DependencyMet() implements StepInput {}

    /** It cannot go on yet, and this is why. */
    record MustWait(WaitsFor waitsFor) implements StepInput {}

    /** Somebody has let it pass the checkpoint before it. */
    record Pass() implements StepInput {}

    /** Agent, claim and place are its own: the next attempt begins under this epoch, with so much reserved for it. */
    record Granted(AgentId agent, long epoch, @Nullable Budget reserved) implements StepInput {}

    /** A runner says something about an attempt. */
    record Reported(Outcome outcome) implements StepInput {}

    /** Nothing was heard of the attempt of this epoch for longer than its lease, and there is nothing left to hear. */
    record LeaseExpired(long epoch) implements StepInput {}

    /** The attempt of this epoch has taken longer than it may. */
    record DeadlinePassed(long epoch) implements StepInput {}

    /** The rest before the next attempt is over. */
    record RestOver(long epoch) implements StepInput {}

    /** Its own budget is used up, and its definition says that it fails then. */
    record BudgetUsedUp(String reason) implements StepInput {}

    /** Somebody else has files that it wants, and its definition says that it does not wait for them. */
    record ClaimRefused(String reason) implements StepInput {}

    /** Its run is being stopped. */
    record Stop(StopCause cause) implements StepInput {}

    /** Every step that takes its output has ended. */
    record OutputTaken() implements StepInput {}

    /**
     * Somebody asks to try it again, or one that it needs.
     *
     * @param unmet how many of the steps it needs have not let it go on
     * @param because the failed step that is tried again; null when it is this one
     */
    record Reopen(int unmet, @Nullable StepId because, String reason, String by) implements StepInput {}

    /** Somebody wants the work of its last attempt to be merged as it is now. */
    record Resolve(String reason, String by) implements StepInput {}

    /** Somebody gives up the work of its last attempt. */
    record Discard(String reason, String by) implements StepInput {}

    /** Somebody can do without it. */
    record Waive(String reason, String by) implements StepInput {}

    /** It will never be able to start. */
    record Skip(@Nullable StepId because, String reason) implements StepInput {}
}
