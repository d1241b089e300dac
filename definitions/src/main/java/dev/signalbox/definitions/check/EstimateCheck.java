package dev.signalbox.definitions.check;

import dev.signalbox.contracts.spec.Budget;
import dev.signalbox.contracts.spec.BudgetRule;
import dev.signalbox.definitions.InputProblemCode;
import dev.signalbox.definitions.draft.Problems;
import dev.signalbox.definitions.draft.StepDraft;
import dev.signalbox.definitions.draft.StepFlow;
import org.jspecify.annotations.Nullable;

/** Warns of steps of which no attempt can ever be paid for. */
final class EstimateCheck {
    private final @Nullable BudgetRule ofRun;
    private final Problems problems;

    /** @param ofRun the budget of the run; null when it has none */
    EstimateCheck(@Nullable BudgetRule ofRun, Problems problems) {
        this.ofRun = ofRun;
        this.problems = problems;
    }

    void check(StepDraft step) {
        StepFlow flow = step.flow();
        Budget estimate = flow.estimate();
        if (estimate != null) {
            check(step, estimate, flow.budget(), "its own budget");
            check(step, estimate, ofRun, "the budget of the run");
        }
    }

    private void check(StepDraft step, Budget estimate, @Nullable BudgetRule rule, String whose) {
        if (rule != null && estimate.isBeyond(rule.limit())) {
            problems.warning(
                    InputProblemCode.ESTIMATE_BEYOND_BUDGET,
                    step.flow().estimateAt() == null
                            ? step.id().place()
                            : step.flow().estimateAt(),
                    "an attempt at '" + step.id().text() + "' is expected to spend " + estimate.inWords()
                            + ", which " + whose + " of "
                            + rule.limit().inWords() + " never has room for");
        }
    }
}
