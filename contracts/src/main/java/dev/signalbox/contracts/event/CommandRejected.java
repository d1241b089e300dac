package dev.signalbox.contracts.event;

import dev.signalbox.contracts.StepId;
import org.jspecify.annotations.Nullable;

/**
 * What somebody asked of the run came too late, or did not fit it. Nothing was changed.
 *
 * @param command the wire name of the command
 * @param step the step it was about; null when it was about the run
 * @param reason why not, in a sentence
 * @param requestedBy who asked
 */
public record CommandRejected(String command, @Nullable StepId step, String reason, String requestedBy)
        implements RunFact {}
