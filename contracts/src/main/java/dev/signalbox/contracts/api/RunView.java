package dev.signalbox.contracts.api;

import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.WorkspaceId;
import dev.signalbox.contracts.event.RunStatus;
import dev.signalbox.contracts.event.StepCounts;
import dev.signalbox.contracts.spec.ParentRun;
import dev.signalbox.contracts.spec.Usage;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A run as {@code GET /v1/runs/{id}} shows it.
 *
 * @param run the run
 * @param name what people call it
 * @param workspace where it runs
 * @param format the input format of its definition
 * @param status where it is
 * @param reason why it ended so, or why it is paused; null otherwise
 * @param steps how many steps are where
 * @param usage what its attempts have used so far
 * @param submittedAt when it was admitted
 * @param startedAt when its first step was dispatched; null before
 * @param endedAt when it ended; null before
 * @param lastSeq the sequence number of its last event
 * @param queue where it stands while it waits for a place among the live runs; null when it does not
 * @param parent the attempt that asked for it; null for a root run
 * @param budget what its attempts may spend, have reserved and have spent; null where that is not known
 */
@RecordBuilder
@RecordBuilder.Options(useImmutableCollections = true)
public record RunView(
        RunId run,
        String name,
        WorkspaceId workspace,
        String format,
        RunStatus status,
        @Nullable String reason,
        StepCounts steps,
        Usage usage,
        Instant submittedAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        long lastSeq,
        @Nullable QueuePlace queue,
        @Nullable ParentRun parent,
        @Nullable BudgetView budget) {}
