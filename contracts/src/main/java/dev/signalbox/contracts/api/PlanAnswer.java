package dev.signalbox.contracts.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to {@code POST /v1/plans}. Nothing was started, stored or reserved.
 *
 * @param plan what would happen
 * @param warnings what in the definition deserves a look
 * @param admission whether a run would be admitted now; null when no door was asked
 */
public record PlanAnswer(
        Plan plan, List<InputProblem> warnings, @Nullable AdmissionOutlook admission) {
    public PlanAnswer {
        warnings = List.copyOf(warnings);
    }
}
