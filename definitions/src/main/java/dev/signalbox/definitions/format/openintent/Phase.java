package dev.signalbox.definitions.format.openintent;

import dev.signalbox.contracts.spec.RetryPolicy;
import dev.signalbox.definitions.draft.Mention;
import dev.signalbox.definitions.text.Value;
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
 * @param fallback the agents that take it over after a failure
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
        List<Mention> fallback,
        Map<String, Object> carried,
        Map<String, Object> notEnforced) {

    /** The ids of its steps: its name, or with a list of assignees its name and theirs. */
    List<String> stepIds() {
        return assignees.stream().map(this::stepId).toList();
    }

    String stepId(Mention assignee) {
        return isList ? name.text() + ":" + assignee.text() : name.text();
    }
}
