package dev.signalbox.definitions.plan;

import dev.signalbox.contracts.api.Plan.Hindrance;
import dev.signalbox.contracts.api.Plan.NeverRun;
import dev.signalbox.contracts.spec.AfterFailure;
import dev.signalbox.contracts.spec.AgentSpec;
import dev.signalbox.contracts.spec.Budget;
import dev.signalbox.contracts.spec.BudgetRule;
import dev.signalbox.contracts.spec.StepSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Finds the steps that cannot succeed as things are, and says why. */
final class Hindrances {
    private final StepGraph graph;
    private final Fleet fleet;
    private final @Nullable BudgetRule ofRun;
    private final @Nullable NeverRun[] found;

    private Hindrances(StepGraph graph, Fleet fleet, @Nullable BudgetRule ofRun) {
        this.ofRun = ofRun;
        this.graph = graph;
        this.fleet = fleet;
        this.found = new NeverRun[graph.size()];
    }

    /**
     * In the order of the plan.
     *
     * @param ofRun the budget of the run; null when it has none
     */
    static List<NeverRun> find(StepGraph graph, Fleet fleet, @Nullable BudgetRule ofRun) {
        return new Hindrances(graph, fleet, ofRun).find();
    }

    private List<NeverRun> find() {
        List<NeverRun> all = new ArrayList<>();
        for (int number = 0; number < graph.size(); number++) {
            Optional<NeverRun> hindered = ofItsOwn(number);
            if (hindered.isEmpty()) {
                hindered = byDependency(number);
            }
            found[number] = hindered.orElse(null);
            hindered.ifPresent(all::add);
        }
        return all;
    }

    private Optional<NeverRun> ofItsOwn(int number) {
        StepSpec step = graph.step(number);
        List<AgentSpec> able = fleet.able(step);
        if (able.isEmpty()) {
            return Optional.of(new NeverRun(
                    step.id(),
                    Hindrance.NO_AGENT,
                    fleet.isEmpty()
                            ? "it waits for an agent " + need(step) + "to be registered in the workspace"
                            : "no agent " + need(step) + "may take it"));
        }
        return beyondBudget(step, step.budget(), "its own budget")
                .or(() -> beyondBudget(step, ofRun, "the budget of the run"));
    }

    private static Optional<NeverRun> beyondBudget(StepSpec step, @Nullable BudgetRule rule, String whose) {
        Budget estimate = step.estimate();
        return estimate == null || rule == null || !estimate.isBeyond(rule.limit())
                ? Optional.empty()
                : Optional.of(new NeverRun(
                        step.id(),
                        Hindrance.BUDGET,
                        "denied: an attempt is expected to spend " + estimate.inWords() + ", and " + whose + " is "
                                + rule.limit().inWords()));
    }

    private Optional<NeverRun> byDependency(int number) {
        for (int need : graph.needs(number)) {
            StepSpec needed = graph.step(need);
            if (found[need] != null && needed.afterFailure() != AfterFailure.CONTINUE) {
                return Optional.of(new NeverRun(
                        graph.step(number).id(),
                        Hindrance.DEPENDENCY,
                        "it needs " + needed.id() + ", which never runs"));
            }
        }
        return Optional.empty();
    }

    private static String need(StepSpec step) {
        StringBuilder need = new StringBuilder();
        if (step.agent() != null) {
            need.append("named ").append(step.agent()).append(' ');
        }
        if (step.agentType() != null) {
            need.append("of type ").append(step.agentType()).append(' ');
        }
        if (step.track() != null) {
            need.append("of track ").append(step.track()).append(' ');
        }
        new TreeMap<>(step.agentLabels())
                .forEach((label, value) -> need.append("with ")
                        .append(label)
                        .append('=')
                        .append(value)
                        .append(' '));
        return need.toString();
    }
}
