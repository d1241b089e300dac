package dev.signalbox.contracts.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.event.BudgetScope;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to {@code POST /v1/plans}. Nothing was started, stored or reserved.
 *
 * @param plan what would happen
 * @param warnings what in the definition deserves a look
 * @param admission whether a run would be admitted now; null when no door was asked
 * @param budget the steps whose estimates do not fit into a budget as things are, the first 1,000; empty when no door was asked
 */
public record PlanAnswer(
        Plan plan,
        List<InputProblem> warnings,
        @Nullable AdmissionOutlook admission,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<BudgetShortage> budget) {
    public PlanAnswer {
        warnings = List.copyOf(warnings);
        budget = budget == null ? List.of() : List.copyOf(budget);
    }

    /** Every estimate fits, as far as is known. */
    public PlanAnswer(Plan plan, List<InputProblem> warnings, @Nullable AdmissionOutlook admission) {
        this(plan, warnings, admission, List.of());
    }

    /**
     * A step whose next attempt would not be dispatched.
     *
     * @param step the step
     * @param scope whose budget has no room for it
     * @param verdict what would become of it
     * @param detail the same in a sentence
     */
    public record BudgetShortage(StepId step, BudgetScope scope, BudgetVerdict verdict, String detail) {}

    /** What becomes of a step whose estimate does not fit into a budget. */
    public enum BudgetVerdict {
        /** It would never fit, whoever gives back: the rule of the budget applies. */
        @JsonProperty("denied")
        DENIED,
        /** It would wait until somebody gives back, or until the day is over. */
        @JsonProperty("waits")
        WAITS
    }
}
