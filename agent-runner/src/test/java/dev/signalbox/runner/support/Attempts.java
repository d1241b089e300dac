package dev.signalbox.runner.support;

import dev.signalbox.contracts.AttemptRef;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.WorkspaceId;
import dev.signalbox.runner.attempt.Assignment;
import java.nio.file.Path;
import java.util.UUID;

/** Attempts of one run, for tests without servers. */
public final class Attempts {
    private static final RunId RUN = new RunId(UUID.randomUUID().toString());

    private Attempts() {}

    public static AttemptRef attempt(String step) {
        return new AttemptRef(new WorkspaceId("a workspace"), RUN, new StepId(step), 1, 7);
    }

    public static AttemptRef attemptIn(Path workspace, String step) {
        return new AttemptRef(new WorkspaceId(workspace.toString()), RUN, new StepId(step), 1, 7);
    }

    public static Assignment assignment(String step) {
        return new Assignment(Starts.command(attempt(step), "true"), null);
    }
}
