package dev.signalbox.runner.support;

import dev.signalbox.contracts.AgentId;
import dev.signalbox.contracts.AttemptRef;
import dev.signalbox.contracts.attempt.StartAttempt;
import dev.signalbox.contracts.spec.AgentType;
import dev.signalbox.contracts.spec.FakeScript;
import dev.signalbox.contracts.spec.FileScope;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Attempts to dispatch. */
public final class Starts {
    private Starts() {}

    public static StartAttempt command(AttemptRef attempt, String... command) {
        return command(attempt, null, Map.of(), null, command);
    }

    public static StartAttempt command(
            AttemptRef attempt,
            @Nullable String prompt,
            Map<String, String> environment,
            @Nullable Duration timeout,
            String... command) {
        return new StartAttempt(
                attempt,
                "a run",
                new AgentId("agent-1"),
                AgentType.COMMAND,
                List.of(command),
                prompt,
                null,
                FileScope.NONE,
                environment,
                timeout,
                null,
                0,
                0,
                Instant.now());
    }

    /** The same attempt, whose output other steps need. */
    public static StartAttempt needed(StartAttempt start, int outputLimit) {
        return with(start, outputLimit, start.depth());
    }

    /** The same attempt, of a run that stands this deep. */
    public static StartAttempt deep(StartAttempt start, int depth) {
        return with(start, start.outputLimit(), depth);
    }

    private static StartAttempt with(StartAttempt start, int outputLimit, int depth) {
        return new StartAttempt(
                start.attempt(),
                start.runName(),
                start.agent(),
                start.agentType(),
                start.command(),
                start.prompt(),
                start.profile(),
                start.files(),
                start.environment(),
                start.timeout(),
                start.fake(),
                outputLimit,
                depth,
                start.dispatchedAt());
    }

    public static StartAttempt shell(AttemptRef attempt, String script) {
        return command(attempt, "/bin/sh", "-c", script);
    }

    public static StartAttempt fake(AttemptRef attempt, FakeScript script) {
        return new StartAttempt(
                attempt,
                "a run",
                new AgentId("agent-1"),
                AgentType.FAKE,
                List.of(),
                null,
                null,
                FileScope.NONE,
                Map.of(),
                null,
                script,
                0,
                0,
                Instant.now());
    }

    public static StartAttempt fakeFor(AttemptRef attempt, Duration duration) {
        return fake(attempt, new FakeScript(duration, List.of(), 0, 1, null));
    }
}
