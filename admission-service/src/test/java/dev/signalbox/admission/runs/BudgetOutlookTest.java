package dev.signalbox.admission.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.admission.SpentToday;
import dev.signalbox.contracts.admission.WorkspaceBudget;
import dev.signalbox.contracts.api.PlanAnswer.BudgetShortage;
import dev.signalbox.contracts.api.PlanAnswer.BudgetVerdict;
import dev.signalbox.contracts.event.BudgetScope;
import dev.signalbox.contracts.spec.Budget;
import dev.signalbox.contracts.spec.BudgetRule;
import dev.signalbox.contracts.spec.DailyBudget;
import dev.signalbox.contracts.spec.OnExceed;
import dev.signalbox.contracts.spec.RunOptions;
import dev.signalbox.contracts.spec.RunSpec;
import dev.signalbox.contracts.spec.StepSpec;
import dev.signalbox.contracts.spec.StepSpecBuilder;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BudgetOutlookTest {
    @Test
    void an_estimate_is_held_against_the_budgets_of_step_and_run() {
        List<BudgetShortage> shortages = BudgetOutlook.of(
                spec(usd("5"), step("a", "2", usd("1")), step("b", "6", null), step("c", "4", null)), null);

        assertThat(shortages)
                .extracting(BudgetShortage::step, BudgetShortage::scope, BudgetShortage::verdict)
                .containsExactly(
                        tuple(new StepId("a"), BudgetScope.STEP, BudgetVerdict.DENIED),
                        tuple(new StepId("b"), BudgetScope.RUN, BudgetVerdict.DENIED));
        assertThat(shortages.getLast().detail())
                .isEqualTo("an attempt is expected to spend 6 USD; the budget of the run is 5 USD: the run would pause"
                        + " before it");
    }

    @Test
    void what_the_workspace_has_spent_is_gone_and_what_it_has_reserved_may_come_back() {
        RunSpec spec = spec(null, step("a", "2", null), step("b", "4", null), step("c", "7", null));

        List<BudgetShortage> shortages = BudgetOutlook.of(spec, workspace("10", "4", "3", null));

        assertThat(shortages)
                .extracting(BudgetShortage::step, BudgetShortage::scope, BudgetShortage::verdict)
                .containsExactly(
                        tuple(new StepId("b"), BudgetScope.WORKSPACE, BudgetVerdict.WAITS),
                        tuple(new StepId("c"), BudgetScope.WORKSPACE, BudgetVerdict.DENIED));
        assertThat(shortages.getFirst().detail())
                .isEqualTo(
                        "an attempt is expected to spend 4 USD; the budget of the workspace is 10 USD, of which 4 USD"
                                + " are spent, and 3 USD are reserved: it would wait until some of that is given back");
    }

    @Test
    void what_does_not_fit_into_today_waits_for_tomorrow_unless_it_fits_into_no_day() {
        SpentToday today = new SpentToday(
                new DailyBudget(new BudgetRule(usd("5"), OnExceed.ESCALATE, 80), "UTC"), usd("3"), SampleRuns.NOON);
        RunSpec spec = spec(null, step("a", "2", null), step("b", "4", null), step("c", "6", null));

        List<BudgetShortage> shortages = BudgetOutlook.of(spec, workspace("100", "3", "0", today));

        assertThat(shortages)
                .extracting(BudgetShortage::step, BudgetShortage::scope, BudgetShortage::verdict)
                .containsExactly(
                        tuple(new StepId("b"), BudgetScope.WORKSPACE_DAY, BudgetVerdict.WAITS),
                        tuple(new StepId("c"), BudgetScope.WORKSPACE_DAY, BudgetVerdict.DENIED));
        assertThat(shortages.getFirst().detail()).contains("the next day, which begins at " + SampleRuns.NOON);
        assertThat(shortages.getLast().detail()).contains("somebody would be asked for");
    }

    @Test
    void without_budgets_or_estimates_there_is_nothing_to_say() {
        assertThat(BudgetOutlook.of(spec(null, step("a", "2", null)), null)).isEmpty();
        assertThat(BudgetOutlook.of(SampleRuns.spec("plain"), workspace("0", "0", "0", null)))
                .isEmpty();
    }

    private static RunSpec spec(@Nullable Budget ofRun, StepSpec... steps) {
        RunSpec sample = SampleRuns.spec("sample");
        RunOptions options = ofRun == null ? RunOptions.DEFAULT : RunOptions.DEFAULT.withBudget(BudgetRule.of(ofRun));
        return new RunSpec(sample.name(), sample.workspace(), List.of(), List.of(steps), options, sample.source());
    }

    private static StepSpec step(String id, String usd, @Nullable Budget own) {
        return StepSpecBuilder.builder(SampleRuns.spec("sample").steps().getFirst())
                .id(new StepId(id))
                .estimate(usd(usd))
                .budget(own == null ? null : BudgetRule.of(own))
                .build();
    }

    private static WorkspaceBudget workspace(String limit, String spent, String reserved, @Nullable SpentToday today) {
        return new WorkspaceBudget(
                BudgetRule.of(usd(limit)),
                usd(reserved),
                usd(spent),
                SampleRuns.NOON,
                "the share",
                "ann",
                SampleRuns.NOON,
                today);
    }

    private static Budget usd(String amount) {
        return Budget.ofUsd(new BigDecimal(amount));
    }
}
