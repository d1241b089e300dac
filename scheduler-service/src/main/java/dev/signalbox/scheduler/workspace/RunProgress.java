package dev.signalbox.scheduler.workspace;

import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.WorkspaceId;
import dev.signalbox.contracts.attempt.StopCause;
import dev.signalbox.contracts.command.Idempotency;
import dev.signalbox.contracts.event.RunStatus;
import dev.signalbox.contracts.spec.Usage;
import dev.signalbox.scheduler.budget.RunMoney;
import dev.signalbox.scheduler.governor.RunWork;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What changes about a run as a whole. It outlives the run until the run is forgotten, so that a repeated command is recognised.
 *
 * @param lastSeq the sequence number of its last event
 * @param lastAt the time of its last event
 * @param lastEpoch the last fencing token it has issued
 * @param usage what its attempts have used so far, those in flight included
 * @param stopping why it is being stopped; null when it is not
 * @param stopReason the same in words; null when it is not
 * @param haltedBy the failed step after which nothing new is started; null when there is none
 * @param priority its priority since somebody changed it; null when it is the definition's
 * @param forgetAt when it is forgotten; null while it is live
 * @param held whether it waits in the queue of admission
 * @param money what is kept of its budget; null when there is nothing to keep
 * @param work what the governor must not forget of it; null when there is nothing
 */
public record RunProgress(
        RunId run,
        WorkspaceId workspace,
        Idempotency idempotency,
        RunStatus status,
        long lastSeq,
        Instant lastAt,
        long lastEpoch,
        Usage usage,
        @Nullable StopCause stopping,
        @Nullable String stopReason,
        @Nullable StepId haltedBy,
        @Nullable Integer priority,
        @Nullable Instant forgetAt,
        boolean held,
        @Nullable RunMoney money,
        @Nullable RunWork work) {}
