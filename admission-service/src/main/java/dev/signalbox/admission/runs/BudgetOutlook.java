package dev.signalbox.admission.runs;

import dev.signalbox.contracts.admission.SpentToday;
import dev.signalbox.contracts.admission.WorkspaceBudget;
import dev.signalbox.contracts.api.PlanAnswer.BudgetShortage;
import dev.signalbox.contracts.api.PlanAnswer.BudgetVerdict;
import dev.signalbox.contracts.event.BudgetScope;
import dev.signalbox.contracts.spec.Budget;
import dev.signalbox.contracts.spec.BudgetRule;
import dev.signalbox.contracts.spec.OnExceed;
import dev.signalbox.contracts.spec.RunSpec;
import dev.signalbox.contracts.spec.StepSpec;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says in advance which steps of a run would find no room in a budget, by what they declare and by what is known of their workspace. */
public final class BudgetOutlook {
    private static final int MOST = 1_000;

    private final RunSpec spec;
    private final @Nullable WorkspaceBudget workspace;

    private BudgetOutlook(RunSpec spec, @Nullable WorkspaceBudget workspace) {
        this.spec = spec;
        this.workspace = workspace;
    }

    /**
     * In the order of the definition, each step once, by the innermost budget that has no room for it.
     *
     * @param workspace the budget of the workspace; null when it has none
     */
    public static List<BudgetShortage> of(RunSpec spec, @Nullable WorkspaceBudget workspace) {
        BudgetOutlook outlook = new BudgetOutlook(spec, workspace);
        return spec.steps().stream()
                .flatMap(step -> outlook.of(step).stream())
                .limit(MOST)
                .toList();
    }

    private Optional<BudgetShortage> of(StepSpec step) {
        Budget estimate = step.estimate();
        return estimate == null
                ? Optional.empty()
                : beyond(step, estimate, BudgetScope.STEP, step.budget())
                        .or(() -> beyond(
                                step, estimate, BudgetScope.RUN, spec.options().budget()))
                        .or(() -> inTheWorkspace(step, estimate))
                        .or(() -> today(step, estimate));
    }

    private static Optional<BudgetShortage> beyond(
            StepSpec step, Budget estimate, BudgetScope scope, @Nullable BudgetRule rule) {
        return rule == null || !estimate.isBeyond(rule.limit())
                ? Optional.empty()
                : Optional.of(denied(step, estimate, scope, rule, Budget.NONE));
    }

    private Optional<BudgetShortage> inTheWorkspace(StepSpec step, Budget estimate) {
        WorkspaceBudget known = workspace;
        if (known == null) {
            return Optional.empty();
        }
        Budget left = known.rule().limit().less(known.spent());
        if (estimate.isBeyond(left)) {
            return Optional.of(denied(step, estimate, BudgetScope.WORKSPACE, known.rule(), known.spent()));
        }
        return estimate.isBeyond(left.less(known.reserved()))
                ? Optional.of(
                        waits(step, estimate, BudgetScope.WORKSPACE, known.rule(), known.spent(), known.reserved()))
                : Optional.empty();
    }

    private Optional<BudgetShortage> today(StepSpec step, Budget estimate) {
        SpentToday today = workspace == null ? null : workspace.today();
        if (workspace == null || today == null) {
            return Optional.empty();
        }
        BudgetRule rule = today.budget().rule();
        if (estimate.isBeyond(rule.limit())) {
            return Optional.of(denied(step, estimate, BudgetScope.WORKSPACE_DAY, rule, Budget.NONE));
        }
        Budget left = rule.limit().less(today.spent());
        if (estimate.isBeyond(left)) {
            return rule.onExceed() == OnExceed.FAIL
                    ? Optional.of(denied(step, estimate, BudgetScope.WORKSPACE_DAY, rule, today.spent()))
                    : Optional.of(shortage(
                            step,
                            BudgetScope.WORKSPACE_DAY,
                            BudgetVerdict.WAITS,
                            words(estimate, BudgetScope.WORKSPACE_DAY, rule, today.spent())
                                    + ": it would wait for the next day, which begins at " + today.until()));
        }
        return estimate.isBeyond(left.less(workspace.reserved()))
                ? Optional.of(
                        waits(step, estimate, BudgetScope.WORKSPACE_DAY, rule, today.spent(), workspace.reserved()))
                : Optional.empty();
    }

    private static BudgetShortage denied(
            StepSpec step, Budget estimate, BudgetScope scope, BudgetRule rule, Budget spent) {
        return shortage(
                step,
                scope,
                BudgetVerdict.DENIED,
                words(estimate, scope, rule, spent) + ": " + atTheLimit(scope, rule.onExceed()));
    }

    private static BudgetShortage waits(
            StepSpec step, Budget estimate, BudgetScope scope, BudgetRule rule, Budget spent, Budget reserved) {
        return shortage(
                step,
                scope,
                BudgetVerdict.WAITS,
                words(estimate, scope, rule, spent) + ", and " + reserved.inWords()
                        + " are reserved: it would wait until some of that is given back");
    }

    private static BudgetShortage shortage(StepSpec step, BudgetScope scope, BudgetVerdict verdict, String detail) {
        return new BudgetShortage(step.id(), scope, verdict, detail);
    }

    private static String words(Budget estimate, BudgetScope scope, BudgetRule rule, Budget spent) {
        String gone = spent.limitsNothing() ? "" : ", of which " + spent.inWords() + " are spent";
        return "an attempt is expected to spend " + estimate.inWords() + "; " + whose(scope) + " is "
                + rule.limit().inWords() + gone;
    }

    private static String whose(BudgetScope scope) {
        return switch (scope) {
            case WORKSPACE -> "the budget of the workspace";
            case WORKSPACE_DAY -> "the budget of the workspace for a day";
            case RUN -> "the budget of the run";
            case STEP -> "the budget of the step";
        };
    }

    private static String atTheLimit(BudgetScope scope, OnExceed rule) {
        return switch (rule) {
            case PAUSE -> "the run would pause before it";
            case ESCALATE -> "somebody would be asked for, and the run would pause before it";
            case FAIL -> scope == BudgetScope.STEP ? "the step would fail" : "the run would fail";
        };
    }
}
