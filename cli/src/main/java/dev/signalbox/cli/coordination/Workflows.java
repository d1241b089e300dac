package dev.signalbox.cli.coordination;

import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.api.Plan;
import dev.signalbox.contracts.spec.RunSpec;
import dev.signalbox.contracts.spec.StepSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Which steps of a run belong to which workflow. A run that is none of workflows is one workflow of its name. */
final class Workflows {
    private static final String WORKFLOW = "workflow";

    private Workflows() {}

    static Map<String, List<StepId>> of(RunSpec spec) {
        Map<String, List<StepId>> workflows = new LinkedHashMap<>();
        spec.steps()
                .forEach(step -> workflows
                        .computeIfAbsent(nameOf(step, spec), name -> new ArrayList<>())
                        .add(step.id()));
        return workflows;
    }

    /** The conflicts between steps of different workflows, among those that the plan lists. */
    static List<Plan.Conflict> conflicts(RunSpec spec, Plan plan) {
        Map<StepId, String> names = new LinkedHashMap<>();
        spec.steps().forEach(step -> names.put(step.id(), nameOf(step, spec)));
        return plan.conflicts().stream()
                .filter(conflict -> !Objects.equals(names.get(conflict.first()), names.get(conflict.second())))
                .toList();
    }

    private static String nameOf(StepSpec step, RunSpec spec) {
        return step.carried().get(WORKFLOW) instanceof String name ? name : spec.name();
    }
}
