package dev.signalbox.definitions.format.coordination;

import dev.signalbox.definitions.draft.Mention;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a phase says for each of its tasks.
 *
 * @param name the id of the phase; null for the steps of a workflow
 * @param title what people call the phase; null when its id says it
 * @param role who the phase is for; null when it does not say
 * @param scope its files, for tasks that name none
 * @param timeout how long each attempt may take at most; null when it does not say
 * @param responsibilities what its role has to do
 * @param tools what its role works with
 * @param notEnforced rules of the phase that its tasks keep and show
 */
record PhaseFrame(
        @Nullable String name,
        @Nullable String title,
        @Nullable String role,
        Scope scope,
        @Nullable Duration timeout,
        List<Mention> responsibilities,
        List<Mention> tools,
        Map<String, Object> notEnforced) {
    /** Of the steps of a workflow, which stand in no phase. */
    static PhaseFrame ofSteps(Scope scope) {
        return new PhaseFrame(null, null, null, scope, null, List.of(), List.of(), Map.of());
    }

    /** The id of a task within the workflow; tasks are numbered from 1. */
    String idOf(int number) {
        return name + "/" + number;
    }
}
