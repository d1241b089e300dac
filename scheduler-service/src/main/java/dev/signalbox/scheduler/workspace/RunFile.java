package dev.signalbox.scheduler.workspace;

import dev.signalbox.contracts.command.SubmitRun;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What never changes about a live run; kept until it ends.
 *
 * @param submit the command that brought it
 * @param traceparent the trace it belongs to; null when it has none
 * @param acceptedAt when the scheduler accepted it
 */
public record RunFile(SubmitRun submit, @Nullable String traceparent, Instant acceptedAt) {}
