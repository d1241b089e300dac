package dev.signalbox.cli.coordination;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.api.InputProblem;
import dev.signalbox.contracts.api.Plan;
import dev.signalbox.contracts.spec.RunSpec;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The plan file.
 *
 * @param mode how the workflows follow each other
 * @param maxParallel how many steps may be in flight together; null when nothing limits it
 * @param workflows the steps of each workflow, the workflows in the order in which they would begin
 * @param workflowConflicts the conflicts between steps of different workflows
 * @param notEnforced rules that are kept and shown
 * @param warnings what in the workflows deserves a look
 * @param plan the plan of the run
 */
record CoordinationPlan(
        String mode,
        @JsonProperty("max_parallel") @Nullable Integer maxParallel,
        Map<String, List<StepId>> workflows,
        @JsonProperty("workflow_conflicts") List<Plan.Conflict> workflowConflicts,
        @JsonProperty("not_enforced") Map<String, Object> notEnforced,
        List<InputProblem> warnings,
        Plan plan) {
    static CoordinationPlan of(RunSpec spec, Plan plan, List<InputProblem> warnings) {
        return new CoordinationPlan(
                modeOf(spec),
                spec.options().maxParallel(),
                Workflows.of(spec),
                Workflows.conflicts(spec, plan),
                spec.notEnforced(),
                warnings,
                plan);
    }

    static String modeOf(RunSpec spec) {
        return spec.carried().get("mode") instanceof String mode ? mode : "parallel";
    }
}
