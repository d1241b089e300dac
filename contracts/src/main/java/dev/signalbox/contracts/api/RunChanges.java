package dev.signalbox.contracts.api;

import dev.signalbox.contracts.AgentId;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.attempt.AttemptResult;
import dev.signalbox.contracts.attempt.FileChange;
import dev.signalbox.contracts.attempt.Integration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who changed what in a run whose steps work apart from each other, as {@code GET /v1/runs/{id}/changes} shows it.
 *
 * @param run the run
 * @param branch the branch in which its work comes together; null when no step worked in a worktree
 * @param steps what became of the last attempt of each step that had a place of its own, in the order of the definition
 * @param files how many different files are changed in what is merged, as far as they are named
 * @param added how many lines they have more
 * @param removed how many lines they have less
 */
public record RunChanges(
        RunId run, @Nullable String branch, List<StepChanges> steps, int files, long added, long removed) {
    public RunChanges {
        steps = List.copyOf(steps);
    }

    /**
     * What one step changed.
     *
     * @param step the step
     * @param agent who has it or had it last; null before the first dispatch
     * @param attempt the try that it is about
     * @param work what became of its work
     */
    public record StepChanges(StepId step, @Nullable AgentId agent, int attempt, Integration work) {
        private static Optional<StepChanges> of(StepView step) {
            AttemptResult result = step.result();
            return Optional.ofNullable(result == null ? null : result.integration())
                    .map(work -> new StepChanges(step.step(), step.agent(), step.attempt(), work));
        }
    }

    /** Sums up the steps of a run. */
    public static RunChanges of(RunId run, List<StepView> steps) {
        List<StepChanges> changes =
                steps.stream().flatMap(step -> StepChanges.of(step).stream()).toList();
        List<FileChange> merged = changes.stream()
                .filter(change -> change.work().merge() != null)
                .flatMap(change -> change.work().files().stream())
                .toList();
        return new RunChanges(
                run,
                changes.stream()
                        .map(change -> change.work().into())
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null),
                changes,
                Math.toIntExact(merged.stream().map(FileChange::path).distinct().count()),
                merged.stream().mapToLong(file -> orNone(file.added())).sum(),
                merged.stream().mapToLong(file -> orNone(file.removed())).sum());
    }

    private static int orNone(@Nullable Integer lines) {
        return lines == null ? 0 : lines;
    }
}
