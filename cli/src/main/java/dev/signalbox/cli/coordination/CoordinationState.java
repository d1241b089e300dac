package dev.signalbox.cli.coordination;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.api.RunView;
import dev.signalbox.contracts.api.StepView;
import dev.signalbox.contracts.event.RunStatus;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The state file of a coordination.
 *
 * @param id names it
 * @param status dry_run, or that of the run; a run that succeeded is completed
 * @param startedAt when it was submitted
 * @param endedAt when its run ended; null before
 * @param mode how the workflows follow each other
 * @param maxParallel how many steps may be in flight together; null when nothing limits it
 * @param budget what the run may cost, in US dollars; null when it does not say
 * @param inputFiles the workflow files
 * @param workflows the steps of each workflow
 * @param workflowResults how far each workflow is
 * @param run the run at the door; null for a dry run
 * @param success whether the run succeeded; null while it has not ended
 */
record CoordinationState(
        @JsonProperty("coordination_id") String id,
        String status,
        @JsonProperty("started_at") Instant startedAt,
        @JsonProperty("ended_at") @Nullable Instant endedAt,
        String mode,
        @JsonProperty("max_parallel") @Nullable Integer maxParallel,
        @Nullable BigDecimal budget,
        @JsonProperty("input_files") List<String> inputFiles,
        Map<String, List<StepId>> workflows,
        @JsonProperty("workflow_results") Map<String, WorkflowResult> workflowResults,
        @Nullable RunId run,
        @Nullable Boolean success) {
    static final String DRY_RUN = "dry_run";

    /** The state as its run is now. */
    CoordinationState seen(RunView view, List<StepView> steps, Instant now) {
        Map<String, WorkflowResult> results = new LinkedHashMap<>();
        workflows.forEach((name, ids) -> {
            Set<StepId> mine = Set.copyOf(ids);
            results.put(
                    name,
                    WorkflowProgress.of(
                            steps.stream()
                                    .filter(step -> mine.contains(step.step()))
                                    .toList(),
                            now));
        });
        return new CoordinationState(
                id,
                word(view.status()),
                startedAt,
                view.endedAt(),
                mode,
                maxParallel,
                budget,
                inputFiles,
                workflows,
                results,
                run,
                view.status().isTerminal() ? Boolean.valueOf(view.status() == RunStatus.SUCCEEDED) : null);
    }

    private static String word(RunStatus status) {
        return status == RunStatus.SUCCEEDED ? "completed" : status.name().toLowerCase(Locale.ROOT);
    }
}
