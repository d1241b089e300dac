package dev.signalbox.definitions.format.coordination;

import dev.signalbox.definitions.draft.Mention;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tasks that belong together.
 *
 * @param id within the workflow; null for the {@code steps} of a workflow, which are its first phase
 * @param tasks in their order, at least one
 * @param parallel whether they may run side by side
 * @param dependsOn the phases that must have ended before; null when it does not say
 * @param priority among phases that could begin together the higher one is listed first
 */
record Phase(
        @Nullable Mention id,
        List<Task> tasks,
        boolean parallel,
        @Nullable List<Mention> dependsOn,
        int priority) {
    boolean isNamed(String name) {
        return id != null && id.text().equals(name);
    }

    /** The tasks that have ended last. */
    List<Task> lastTasks() {
        return parallel ? tasks : List.of(tasks.getLast());
    }
}
