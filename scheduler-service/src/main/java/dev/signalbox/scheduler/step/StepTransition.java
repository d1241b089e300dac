package dev.signalbox.scheduler.step;

import static dev.signalbox.contracts.event.StepStatus.BACKING_OFF;
import static dev.signalbox.contracts.event.StepStatus.CANCELLED;
import static dev.signalbox.contracts.event.StepStatus.CONFLICTED;
import static dev.signalbox.contracts.event.StepStatus.DISPATCHED;
import static dev.signalbox.contracts.event.StepStatus.FAILED;
import static dev.signalbox.contracts.event.StepStatus.PENDING;
import static dev.signalbox.contracts.event.StepStatus.READY;
import static dev.signalbox.contracts.event.StepStatus.RUNNING;
import static dev.signalbox.contracts.event.StepStatus.SKIPPED;
import static dev.signalbox.contracts.event.StepStatus.SUCCEEDED;

import dev.signalbox.contracts.attempt.AttemptFinished;
import dev.signalbox.contracts.attempt.AttemptHeartbeat;
import dev.signalbox.contracts.attempt.AttemptStarted;
import dev.signalbox.contracts.attempt.GovernorReported;
import dev.signalbox.contracts.attempt.MergeConflictForeseen;
import dev.signalbox.contracts.attempt.Outcome;
import dev.signalbox.contracts.attempt.UsageReported;
import dev.signalbox.contracts.event.StepStatus;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How a step may go on. {@link StepDecider} decides whether and when; a move that is not in the table is an error of the program. */
public record StepTransition(StepStatus from, On on, StepStatus to) implements Transition {
    /** What moves a step. */
    public enum On {
        DEPENDENCY_MET("a dependency is met"),
        MUST_WAIT("it waits for something else"),
        PASS("its checkpoint is passed"),
        GRANTED("agent, claim and place are its own"),
        STARTED("AttemptStarted"),
        HEARTBEAT("AttemptHeartbeat"),
        USAGE("UsageReported"),
        CONFLICT_FORESEEN("MergeConflictForeseen"),
        GOVERNED("GovernorReported"),
        FINISHED("AttemptFinished"),
        LEASE_EXPIRED("the lease ran out"),
        DEADLINE_PASSED("its time is up"),
        REST_OVER("the rest is over"),
        BUDGET_USED_UP("its budget is used up"),
        CLAIM_REFUSED("another holds its files"),
        STOP("its run is stopped"),
        OUTPUT_TAKEN("nobody needs its output any more"),
        REOPEN("it is tried again"),
        RESOLVE("somebody has put its work right"),
        DISCARD("somebody gives up its work"),
        WAIVE("somebody can do without it"),
        SKIP("it can never start");

        private final String words;

        On(String words) {
            this.words = words;
        }

        static On of(StepInput input) {
            return switch (input) {
                case StepInput.DependencyMet _ -> DEPENDENCY_MET;
                case StepInput.MustWait _ -> MUST_WAIT;
                case StepInput.Pass _ -> PASS;
                case StepInput.Granted _ -> GRANTED;
                case StepInput.Reported r -> of(r.outcome());
                case StepInput.LeaseExpired _ -> LEASE_EXPIRED;
                case StepInput.DeadlinePassed _ -> DEADLINE_PASSED;
                case StepInput.RestOver _ -> REST_OVER;
                case StepInput.BudgetUsedUp _ -> BUDGET_USED_UP;
                case StepInput.ClaimRefused _ -> CLAIM_REFUSED;
                case StepInput.Stop _ -> STOP;
                case StepInput.OutputTaken _ -> OUTPUT_TAKEN;
                case StepInput.Reopen _ -> REOPEN;
                case StepInput.Resolve _ -> RESOLVE;
                case StepInput.Discard _ -> DISCARD;
                case StepInput.Waive _ -> WAIVE;
                case StepInput.Skip _ -> SKIP;
            };
        }

        private static On of(Outcome outcome) {
            return switch (outcome) {
                case AttemptStarted _ -> STARTED;
                case AttemptHeartbeat _ -> HEARTBEAT;
                case UsageReported _ -> USAGE;
                case MergeConflictForeseen _ -> CONFLICT_FORESEEN;
                case GovernorReported _ -> GOVERNED;
                case AttemptFinished _ -> FINISHED;
            };
        }
    }

    /** Everything that may become of a step, in the order in which it is drawn. */
    public static final Set<StepTransition> TABLE = Stream.of(
                    from(PENDING, On.DEPENDENCY_MET, PENDING, READY),
                    from(PENDING, On.SKIP, SKIPPED),
                    from(PENDING, On.WAIVE, SKIPPED),
                    from(PENDING, On.STOP, CANCELLED),
                    from(READY, On.MUST_WAIT, READY),
                    from(READY, On.PASS, READY),
                    from(READY, On.GRANTED, DISPATCHED),
                    from(READY, On.FINISHED, SUCCEEDED),
                    from(READY, On.BUDGET_USED_UP, FAILED),
                    from(READY, On.CLAIM_REFUSED, FAILED),
                    from(READY, On.SKIP, SKIPPED),
                    from(READY, On.WAIVE, SKIPPED),
                    from(READY, On.STOP, CANCELLED),
                    from(DISPATCHED, On.STARTED, RUNNING),
                    from(DISPATCHED, On.USAGE, DISPATCHED),
                    from(DISPATCHED, On.CONFLICT_FORESEEN, DISPATCHED),
                    from(DISPATCHED, On.GOVERNED, DISPATCHED),
                    from(DISPATCHED, On.FINISHED, BACKING_OFF, CONFLICTED, SUCCEEDED, FAILED, CANCELLED),
                    from(DISPATCHED, On.BUDGET_USED_UP, DISPATCHED),
                    from(DISPATCHED, On.STOP, DISPATCHED),
                    from(RUNNING, On.STARTED, RUNNING),
                    from(RUNNING, On.USAGE, RUNNING),
                    from(RUNNING, On.CONFLICT_FORESEEN, RUNNING),
                    from(RUNNING, On.GOVERNED, RUNNING),
                    from(RUNNING, On.FINISHED, BACKING_OFF, CONFLICTED, SUCCEEDED, FAILED, CANCELLED),
                    from(RUNNING, On.LEASE_EXPIRED, BACKING_OFF, FAILED, CANCELLED),
                    from(RUNNING, On.DEADLINE_PASSED, RUNNING),
                    from(RUNNING, On.BUDGET_USED_UP, RUNNING),
                    from(RUNNING, On.STOP, RUNNING),
                    from(BACKING_OFF, On.REST_OVER, READY),
                    from(BACKING_OFF, On.FINISHED, SUCCEEDED),
                    from(BACKING_OFF, On.SKIP, SKIPPED),
                    from(BACKING_OFF, On.WAIVE, SKIPPED),
                    from(BACKING_OFF, On.STOP, CANCELLED),
                    from(CONFLICTED, On.REOPEN, READY),
                    from(CONFLICTED, On.RESOLVE, READY),
                    from(CONFLICTED, On.DISCARD, FAILED),
                    from(CONFLICTED, On.SKIP, SKIPPED),
                    from(CONFLICTED, On.WAIVE, SKIPPED),
                    from(CONFLICTED, On.STOP, CANCELLED),
                    from(SUCCEEDED, On.OUTPUT_TAKEN, SUCCEEDED),
                    from(FAILED, On.REOPEN, READY),
                    from(FAILED, On.WAIVE, SKIPPED),
                    from(SKIPPED, On.REOPEN, PENDING, READY),
                    from(SKIPPED, On.WAIVE, SKIPPED))
            .flatMap(Function.identity())
            .collect(Collectors.collectingAndThen(
                    Collectors.toCollection(LinkedHashSet::new), Collections::unmodifiableSet));

    /** The line of the table for what has happened. */
    public static StepTransition of(StepState before, StepInput input, StepState after) {
        StepTransition transition = new StepTransition(before.status(), On.of(input), after.status());
        if (!TABLE.contains(transition)) {
            throw new IllegalStateException("the table of a step's transitions has no " + transition);
        }
        return transition;
    }

    @Override
    public String words() {
        if (on == On.STOP && (from == DISPATCHED || from == RUNNING)) {
            return on.words + ", or the governor stops it";
        }
        boolean late = on == On.FINISHED && (from == READY || from == BACKING_OFF);
        return late ? on.words + " late, after it was called lost" : on.words;
    }

    private static Stream<StepTransition> from(StepStatus from, On on, StepStatus... to) {
        return Stream.of(to).map(next -> new StepTransition(from, on, next));
    }
}
