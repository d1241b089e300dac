package dev.signalbox.runner.support;

import dev.signalbox.contracts.AgentId;
import dev.signalbox.contracts.AttemptRef;
import dev.signalbox.contracts.attempt.StartAttempt;
import dev.signalbox.contracts.attempt.StartAttemptBuilder;
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
        return StartAttemptBuilder.builder()
                .attempt(attempt)
                .runName("a run")
                .agent(new AgentId("agent-1"))
                .agentType(AgentType.COMMAND)
                .command(List.of(command))
                .prompt(prompt)
                .files(FileScope.NONE)
                .environment(environment)
                .timeout(timeout)
                .dispatchedAt(Instant.now())
                .build();
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
        return StartAttemptBuilder.builder()
                .attempt(start.attempt())
                .runName(start.runName())
                .agent(start.agent())
                .agentType(start.agentType())
                .command(start.command())
                .prompt(start.prompt())
                .profile(start.profile())
                .files(start.files())
                .environment(start.environment())
                .timeout(start.timeout())
                .fake(start.fake())
                .outputLimit(outputLimit)
                .depth(depth)
                .dispatchedAt(start.dispatchedAt())
                .build();
    }

    public static StartAttempt shell(AttemptRef attempt, String script) {
        return command(attempt, "/bin/sh", "-c", script);
    }

    public static StartAttempt fake(AttemptRef attempt, FakeScript script) {
        return StartAttemptBuilder.builder()
                .attempt(attempt)
                .runName("a run")
                .agent(new AgentId("agent-1"))
                .agentType(AgentType.FAKE)
                .files(FileScope.NONE)
                .fake(script)
                .dispatchedAt(Instant.now())
                .build();
    }

    public static StartAttempt fakeFor(AttemptRef attempt, Duration duration) {
        return fake(attempt, new FakeScript(duration, List.of(), 0, 1, null));
    }
}
