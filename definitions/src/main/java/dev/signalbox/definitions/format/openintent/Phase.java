package dev.signalbox.definitions.format.openintent;

import dev.signalbox.contracts.spec.Budget;
import dev.signalbox.contracts.spec.BudgetRule;
import dev.signalbox.contracts.spec.RetryPolicy;
import dev.signalbox.definitions.draft.Mention;
import dev.signalbox.definitions.text.Value;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A phase of a workflow.
 *
 * @param name its key in the workflow
 * @param title what people call it, and what dependencies may call it
 * @param description what is to be done; null when the title says it
 * @param assignees who does it; one step each
 * @param isList whether the assignees were written as a list
 * @param dependsOn names or titles of phases
 * @param constraints what its agent must keep to; null for nothing
 * @param initialState what its agent begins with
 * @param inputs where each input comes from, by its local name
 * @param outputs what it promises to answer with
 * @param retry how often it is tried
 * @param budget what its steps may spend together; null when it does not say
 * @param carried what is kept and shown but not acted on
 * @param notEnforced rules that are kept and shown but not enforced
 */
record Phase(
        Mention name,
        String title,
        @Nullable String description,
        List<Mention> assignees,
        boolean isList,
        List<Mention> dependsOn,
        @Nullable Value constraints,
        Value.@Nullable Fields initialState,
        Map<String, Mention> inputs,
        Outputs outputs,
        RetryPolicy retry,
        @Nullable BudgetRule budget,
        Map<String, Object> carried,
        Map<String, Object> notEnforced) {

    /** The ids of its steps: its name, or with a list of assignees its name and theirs. */
    List<String> stepIds() {
        return assignees.stream().map(this::stepId).toList();
    }

    /** What each of its steps may spend: an equal share of what they may spend together. */
    @Nullable
    BudgetRule budgetOfStep() {
        BigDecimal usd = budget == null ? null : budget.limit().usd();
        return budget == null || usd == null
                ? null
                : budget.withLimit(
                        Budget.ofUsd(usd.divide(BigDecimal.valueOf(assignees.size()), MathContext.DECIMAL64)));
    }

    String stepId(Mention assignee) {
        return isList ? name.text() + ":" + assignee.text() : name.text();
    }
}
