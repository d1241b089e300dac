package dev.signalbox.runner.worktree;

import dev.signalbox.contracts.attempt.AttemptOutcome;
import dev.signalbox.contracts.attempt.AttemptResult;
import dev.signalbox.contracts.attempt.Integration;
import dev.signalbox.contracts.attempt.IntegrationState;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A copy of the workspace. What is changed in it stays in it. */
record CopyPlace(Path directory) implements Workplace {
    @Override
    public AttemptResult finish(AttemptResult result, Gates gates, Stopping stopping) {
        if (result.outcome() != AttemptOutcome.SUCCEEDED || stopping.isStopped()) {
            return abandon(result);
        }
        GateRun run = gates.check();
        String failure = run.failure();
        return failure == null
                ? run.advise(result.integrated(kept(null)))
                : result.failedFor("gate " + failure, kept(failure));
    }

    @Override
    public AttemptResult abandon(AttemptResult result) {
        return result.integrated(kept(null));
    }

    private Integration kept(@Nullable String gate) {
        return new Integration(
                IntegrationState.KEPT,
                null,
                null,
                directory.toString(),
                null,
                null,
                null,
                0,
                List.of(),
                0,
                List.of(),
                List.of(),
                gate);
    }
}
