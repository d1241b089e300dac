package dev.signalbox.runner.worktree;

import dev.signalbox.contracts.attempt.AttemptOutcome;
import dev.signalbox.contracts.attempt.AttemptResult;
import dev.signalbox.contracts.attempt.Integration;
import dev.signalbox.contracts.attempt.IntegrationState;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A copy of the workspace. What is changed in it stays in it. */
record CopyPlace(Path directory) implements Workplace {
    @Override
    public AttemptResult finish(AttemptResult result, Gates gates, Stopping stopping) {
        if (result.outcome() != AttemptOutcome.SUCCEEDED || stopping.isStopped()) {
            return abandon(result);
        }
        Optional<String> failure = gates.firstFailure();
        return failure.map(gate -> result.failedFor("gate " + gate, kept(gate)))
                .orElseGet(() -> gates.advise(result.integrated(kept(null))));
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
