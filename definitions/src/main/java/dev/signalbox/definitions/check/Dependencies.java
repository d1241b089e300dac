package dev.signalbox.definitions.check;

import dev.signalbox.contracts.StepId;
import dev.signalbox.definitions.InputProblemCode;
import dev.signalbox.definitions.draft.DidYouMean;
import dev.signalbox.definitions.draft.Mention;
import dev.signalbox.definitions.draft.Problems;
import dev.signalbox.definitions.draft.StepDraft;
import dev.signalbox.definitions.text.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Resolves what steps depend on, and finds what does not exist and what goes round in circles. Linear in steps and dependencies. */
final class Dependencies {
    private static final int MOST_SUGGESTIONS = 20;
    private static final int MOST_SHOWN_IN_A_CYCLE = 20;

    private final Map<StepId, StepDraft> steps;
    private final Set<StepId> outside;
    private final Problems problems;
    private final Map<StepId, List<StepId>> resolved = new LinkedHashMap<>();
    private int unknown;

    private Dependencies(Map<StepId, StepDraft> steps, Set<StepId> outside, Problems problems) {
        this.steps = steps;
        this.outside = outside;
        this.problems = problems;
    }

    /**
     * What each step depends on: only steps that exist, each once.
     *
     * @param outside the steps that exist beside these
     */
    static Map<StepId, List<StepId>> of(Map<StepId, StepDraft> steps, Set<StepId> outside, Problems problems) {
        Dependencies dependencies = new Dependencies(steps, outside, problems);
        dependencies.resolve();
        dependencies.reportCycles();
        return dependencies.resolved;
    }

    private void resolve() {
        Set<String> names = new LinkedHashSet<>();
        steps.keySet().forEach(id -> names.add(id.value()));
        outside.forEach(id -> names.add(id.value()));
        steps.forEach((id, step) -> {
            Set<StepId> needed = new LinkedHashSet<>();
            for (Mention mention : step.dependsOn()) {
                if (names.contains(mention.text())) {
                    needed.add(new StepId(mention.text()));
                } else {
                    reportUnknown(id, mention, names);
                }
            }
            resolved.put(id, List.copyOf(needed));
        });
    }

    private void reportUnknown(StepId step, Mention mention, Set<String> names) {
        String suggestion = unknown++ < MOST_SUGGESTIONS ? DidYouMean.among(names, mention.text()) : "";
        problems.error(
                InputProblemCode.DEPENDENCY_UNKNOWN,
                mention.place(),
                "step '" + step + "' depends on '" + mention.text() + "', which does not exist" + suggestion);
    }

    private void reportCycles() {
        for (List<StepId> knot : Knots.of(resolved)) {
            List<StepId> cycle = shortestCycle(knot.getFirst(), Set.copyOf(knot));
            StepDraft first = steps.get(cycle.getFirst());
            if (first != null) {
                problems.error(
                        InputProblemCode.DEPENDENCY_CYCLE,
                        placeOf(first, cycle.get(1)),
                        "steps wait for each other in a circle: " + shown(cycle));
            }
        }
    }

    private static Place placeOf(StepDraft step, StepId dependency) {
        return step.dependsOn().stream()
                .filter(mention -> mention.text().equals(dependency.value()))
                .findFirst()
                .map(Mention::place)
                .orElse(step.id().place());
    }

    private List<StepId> shortestCycle(StepId start, Set<StepId> knot) {
        Map<StepId, StepId> reachedFrom = new LinkedHashMap<>();
        List<StepId> open = new ArrayList<>(List.of(start));
        for (int at = 0; at < open.size(); at++) {
            StepId step = open.get(at);
            for (StepId next : resolved.getOrDefault(step, List.of())) {
                if (next.equals(start)) {
                    return pathTo(step, start, reachedFrom);
                }
                if (knot.contains(next) && reachedFrom.putIfAbsent(next, step) == null) {
                    open.add(next);
                }
            }
        }
        throw new IllegalStateException("no cycle through " + start);
    }

    private static List<StepId> pathTo(StepId last, StepId start, Map<StepId, StepId> reachedFrom) {
        List<StepId> backwards = new ArrayList<>(List.of(start));
        for (StepId step = last; !step.equals(start); step = reachedFrom.getOrDefault(step, start)) {
            backwards.add(step);
        }
        backwards.add(start);
        return backwards.reversed();
    }

    private static String shown(List<StepId> cycle) {
        List<String> names = new ArrayList<>(cycle.stream().map(StepId::value).toList());
        if (names.size() > MOST_SHOWN_IN_A_CYCLE) {
            int half = MOST_SHOWN_IN_A_CYCLE / 2;
            List<String> middle = names.subList(half, names.size() - half);
            String left = "(" + middle.size() + " more)";
            middle.clear();
            names.add(half, left);
        }
        return String.join(" -> ", names);
    }
}
