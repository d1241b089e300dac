package dev.signalbox.definitions.format.openintent;

import dev.signalbox.definitions.InputProblemCode;
import dev.signalbox.definitions.draft.DidYouMean;
import dev.signalbox.definitions.draft.Mention;
import dev.signalbox.definitions.draft.Problems;
import dev.signalbox.definitions.draft.StepDraft;
import dev.signalbox.definitions.draft.StepDraftBuilder;
import dev.signalbox.definitions.draft.StepFlowBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The phases of a workflow, and what they have to do with each other. */
final class Phases {
    private final Map<String, Phase> byName = new LinkedHashMap<>();
    private final Map<String, List<Phase>> byTitle = new LinkedHashMap<>();
    private final Problems problems;

    Phases(List<Phase> phases, Problems problems) {
        this.problems = problems;
        for (Phase phase : phases) {
            byName.put(phase.name().text(), phase);
            byTitle.computeIfAbsent(phase.title(), same -> new ArrayList<>()).add(phase);
        }
    }

    /** One step for each phase and each of its assignees. */
    List<StepDraft> steps() {
        Wiring wiring = new Wiring(byName, problems);
        List<StepDraft> steps = new ArrayList<>();
        for (Phase phase : byName.values()) {
            List<Mention> dependsOn = new ArrayList<>();
            Set<Phase> needed = new LinkedHashSet<>();
            for (Mention mention : phase.dependsOn()) {
                needed(phase, mention).ifPresent(upstream -> {
                    needed.add(upstream);
                    upstream.stepIds().forEach(id -> dependsOn.add(new Mention(id, mention.place())));
                });
            }
            PhasePrompt prompt = new PhasePrompt(phase);
            wiring.into(prompt, phase, needed);
            PhasePrompt.Written written = prompt.write();
            phase.assignees().forEach(assignee -> steps.add(step(phase, assignee, dependsOn, written)));
        }
        return steps;
    }

    private Optional<Phase> needed(Phase phase, Mention mention) {
        Phase named = byName.get(mention.text());
        if (named != null) {
            return Optional.of(named);
        }
        List<Phase> titled = byTitle.getOrDefault(mention.text(), List.of());
        if (titled.size() > 1) {
            problems.error(
                    InputProblemCode.DEPENDENCY_AMBIGUOUS,
                    mention.place(),
                    "'" + mention.text() + "' is the title of the phases "
                            + String.join(
                                    " and ",
                                    titled.stream()
                                            .map(other -> "'" + other.name().text() + "'")
                                            .toList())
                            + "; name the one you mean");
            return Optional.empty();
        }
        if (titled.isEmpty()) {
            Set<String> possible = new LinkedHashSet<>(byName.keySet());
            possible.addAll(byTitle.keySet());
            problems.error(
                    InputProblemCode.DEPENDENCY_UNKNOWN,
                    mention.place(),
                    "phase '" + phase.name().text() + "' depends on '" + mention.text() + "', which does not exist"
                            + DidYouMean.among(possible, mention.text()));
            return Optional.empty();
        }
        return Optional.of(titled.getFirst());
    }

    private static StepDraft step(Phase phase, Mention assignee, List<Mention> dependsOn, PhasePrompt.Written prompt) {
        boolean isOneOfMany = phase.isList() && phase.assignees().size() > 1;
        return StepDraftBuilder.builder()
                .id(new Mention(
                        phase.stepId(assignee),
                        phase.isList() ? assignee.place() : phase.name().place()))
                .title(isOneOfMany ? phase.title() + " (" + assignee.text() + ")" : phase.title())
                .dependsOn(dependsOn)
                .agent(assignee)
                .prompt(prompt.text())
                .retry(phase.retry())
                .flow(StepFlowBuilder.builder()
                        .inputs(prompt.inputs())
                        .build()
                        .withMoney(phase.budgetOfStep(), null)
                        .withFallback(phase.fallback()))
                .carried(phase.carried())
                .notEnforced(phase.notEnforced())
                .build();
    }
}
