package dev.signalbox.definitions.format.teams;

import dev.signalbox.contracts.spec.RetryPolicy;
import dev.signalbox.definitions.draft.Mention;
import dev.signalbox.definitions.draft.StepDraft;
import dev.signalbox.definitions.draft.StepDraftBuilder;
import dev.signalbox.definitions.draft.StepFlow;
import java.util.List;
import java.util.Map;

/** Makes the steps of teams and pipelines. */
final class TeamStep {
    private TeamStep() {}

    static StepDraft of(
            Mention id, List<Mention> dependsOn, Mention agent, WiredPrompt prompt, Crew crew, StepFlow flow) {
        return of(id, dependsOn, agent, prompt, crew, flow, Map.of(), Map.of());
    }

    static StepDraft of(
            Mention id,
            List<Mention> dependsOn,
            Mention agent,
            WiredPrompt prompt,
            Crew crew,
            StepFlow flow,
            Map<String, Object> carried,
            Map<String, Object> notEnforced) {
        return StepDraftBuilder.builder()
                .id(id)
                .dependsOn(dependsOn)
                .agent(agent)
                .prompt(prompt.text())
                .retry(RetryPolicy.ONCE)
                .timeout(crew.maxRuntime(agent))
                .flow(flow)
                .carried(carried)
                .notEnforced(notEnforced)
                .build();
    }
}
