package dev.signalbox.scheduler.step;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.signalbox.contracts.AgentId;
import dev.signalbox.contracts.attempt.AttemptOutcome;
import dev.signalbox.contracts.attempt.AttemptResult;
import dev.signalbox.contracts.event.StepStatus;
import dev.signalbox.contracts.event.WaitsFor;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a step is. {@link StepDecider} is the only one that makes the next state out of the last.
 *
 * <pre>
 * Pending ─▶ Ready ─▶ Dispatched ─▶ Running ─▶ Ended
 *              ▲          │            │
 *              ├── BackingOff ◀────────┤
 *              └── Conflicted ◀────────┘
 *
 * Ended (failed or skipped) ─▶ Pending or Ready, when somebody asks for it
 * </pre>
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
@JsonSubTypes({
    @JsonSubTypes.Type(value = StepState.Pending.class, name = "pending"),
    @JsonSubTypes.Type(value = StepState.Ready.class, name = "ready"),
    @JsonSubTypes.Type(value = StepState.Dispatched.class, name = "dispatched"),
    @JsonSubTypes.Type(value = StepState.Running.class, name = "running"),
    @JsonSubTypes.Type(value = StepState.BackingOff.class, name = "backing_off"),
    @JsonSubTypes.Type(value = StepState.Conflicted.class, name = "conflicted"),
    @JsonSubTypes.Type(value = StepState.Ended.class, name = "ended")
})
public sealed interface StepState {
    /** The number of the last attempt; 0 before the first. */
    int attempt();

    /** The fencing token of the last attempt; 0 before the first. */
    long epoch();

    StepStatus status();

    /** Given to an agent: it holds its claim and a place of its agent. */
    sealed interface InFlight extends StepState {
        AgentId agent();

        /** Whether its runner has been asked to stop it. */
        boolean stopping();
    }

    /** Waits for {@code unmet} of its dependencies. */
    record Pending(int unmet, int attempt, long epoch) implements StepState {
        /** Before the first attempt. */
        public Pending(int unmet) {
            this(unmet, 0, 0);
        }

        @Override
        public StepStatus status() {
            return StepStatus.PENDING;
        }
    }

    /**
     * Its dependencies are met.
     *
     * @param since when they were, or when its last rest was over; decides its place in the line
     * @param previous how the last attempt ended; null before the first
     * @param waitsFor what it was last said to wait for; null when nothing was said yet
     * @param passed whether somebody has let it pass the checkpoint before it
     */
    record Ready(
            int attempt,
            long epoch,
            Instant since,
            @Nullable AttemptOutcome previous,
            @Nullable WaitsFor waitsFor,
            boolean passed)
            implements StepState {
        static Ready of(Pending pending, Instant now) {
            return new Ready(pending.attempt(), pending.epoch(), now, null, null, false);
        }

        /** The same step, somewhere else in line. */
        Ready waitingFor(WaitsFor what) {
            return new Ready(attempt, epoch, since, previous, what, passed);
        }

        /** Whether it may be dispatched although there is a checkpoint before it: it is passed once, for all attempts. */
        public boolean isPastCheckpoint() {
            return passed || attempt > 0;
        }

        @Override
        public StepStatus status() {
            return StepStatus.READY;
        }
    }

    /** In the topic of its pool, or on its way there. */
    record Dispatched(int attempt, long epoch, AgentId agent, boolean stopping) implements InFlight {
        @Override
        public StepStatus status() {
            return StepStatus.DISPATCHED;
        }
    }

    /**
     * A runner has it.
     *
     * @param lease how long the runner may be silent
     * @param deadline when its time is up; null when it may take for ever
     */
    record Running(
            int attempt,
            long epoch,
            AgentId agent,
            String runner,
            Duration lease,
            @Nullable Instant deadline,
            boolean stopping)
            implements InFlight {
        @Override
        public StepStatus status() {
            return StepStatus.RUNNING;
        }
    }

    /** Rests until the next attempt. */
    record BackingOff(int attempt, long epoch, AttemptOutcome previous, Instant until) implements StepState {
        @Override
        public StepStatus status() {
            return StepStatus.BACKING_OFF;
        }
    }

    /**
     * Its work is done and cannot be merged: it waits for somebody who decides.
     *
     * @param result how the last attempt ended
     */
    record Conflicted(int attempt, long epoch, AttemptResult result) implements StepState {
        /** The branch of its work; null when its runner did not say. */
        public @Nullable String branch() {
            return result.integration() == null ? null : result.integration().branch();
        }

        @Override
        public StepStatus status() {
            return StepStatus.CONFLICTED;
        }
    }

    /**
     * Over, for good.
     *
     * @param waived whether it was skipped because somebody can do without it
     * @param output what it answers to the steps that need it; null when it did not succeed, or when nobody needs it any more
     */
    record Ended(
            int attempt,
            long epoch,
            StepStatus status,
            boolean waived,
            @Nullable String output) implements StepState {}
}
