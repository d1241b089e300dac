package dev.signalbox.contracts.event;

import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.StepId;
import org.jspecify.annotations.Nullable;

/**
 * The step starts although another one has, or waited longer for, files that it wants: its definition says so, and the door let it in.
 *
 * @param step the step
 * @param holderRun the run of the other step
 * @param holder the other step
 * @param path a path that both scopes contain
 * @param conflictGroup the conflict group that both belong to, for which the path stands; null when they meet in files
 */
public record ClaimOverridden(
        StepId step,
        RunId holderRun,
        StepId holder,
        String path,
        @Nullable String conflictGroup) implements StepFact {}
