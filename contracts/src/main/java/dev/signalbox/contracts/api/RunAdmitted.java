package dev.signalbox.contracts.api;

import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.WorkspaceId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The answer to an admitted {@code POST /v1/runs}: the run is in the log and will not be lost.
 *
 * @param run the run
 * @param workspace where it runs
 * @param name what people call it
 * @param deduped whether the run existed already and the caller was attached to it
 * @param steps how many steps it has
 * @param warnings what in the definition deserves a look
 * @param links where to look next: {@code self}, {@code steps}, {@code events}, {@code stream}, {@code cancel},
 *     {@code pause}, {@code resume}
 * @param queue where it stands when it waits for a place; null when it has one
 */
public record RunAdmitted(
        RunId run,
        WorkspaceId workspace,
        String name,
        boolean deduped,
        int steps,
        List<InputProblem> warnings,
        Map<String, String> links,
        @Nullable QueuePlace queue) {
    public RunAdmitted {
        warnings = List.copyOf(warnings);
        links = Map.copyOf(links);
    }

    /** A run that has its place. */
    public RunAdmitted(
            RunId run,
            WorkspaceId workspace,
            String name,
            boolean deduped,
            int steps,
            List<InputProblem> warnings,
            Map<String, String> links) {
        this(run, workspace, name, deduped, steps, warnings, links, null);
    }
}
