package dev.signalbox.cli.coordination;

import dev.signalbox.contracts.AgentId;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.WorkspaceId;
import dev.signalbox.contracts.api.RunView;
import dev.signalbox.contracts.api.RunViewBuilder;
import dev.signalbox.contracts.api.StepView;
import dev.signalbox.contracts.api.StepViewBuilder;
import dev.signalbox.contracts.attempt.AttemptOutcome;
import dev.signalbox.contracts.attempt.AttemptResult;
import dev.signalbox.contracts.event.RunStatus;
import dev.signalbox.contracts.event.StepCounts;
import dev.signalbox.contracts.event.StepStatus;
import dev.signalbox.contracts.spec.FileScope;
import dev.signalbox.contracts.spec.Usage;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A run of two workflows at noon, as the door would show it. */
final class Samples {
    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    static final RunId RUN = new RunId("01890a5d-ac96-774b-bcce-b302099a8057");
    static final WorkspaceId WORKSPACE = new WorkspaceId("/tmp/w");
    static final StepId LINT = new StepId("first/lint");
    static final StepId TEST = new StepId("second/test");
    static final StepId SHIP = new StepId("second/ship");

    private Samples() {}

    static RunView run(RunStatus status) {
        return run(status, "two workflows", status == RunStatus.FAILED ? "step second/test failed" : null);
    }

    static RunView run(RunStatus status, String name, @Nullable String reason) {
        return RunViewBuilder.builder()
                .run(RUN)
                .name(name)
                .workspace(WORKSPACE)
                .format("coordination")
                .status(status)
                .reason(reason)
                .steps(new StepCounts(0, 0, 0, 1, 1, 0, 1))
                .usage(new Usage(1_500, 300, new BigDecimal("0.42")))
                .submittedAt(NOON)
                .startedAt(NOON)
                .endedAt(status.isTerminal() ? NOON.plusSeconds(10) : null)
                .lastSeq(9)
                .build();
    }

    static List<StepView> steps() {
        return List.of(
                step(LINT, 0, "Lint it", StepStatus.SUCCEEDED, null, null),
                step(TEST, 1, "Test it", StepStatus.FAILED, failed("no such file"), null),
                step(SHIP, 2, null, StepStatus.SKIPPED, null, "step second/test failed"));
    }

    static AttemptResult failed(String message) {
        return new AttemptResult(AttemptOutcome.FAILED, 2, null, message, Usage.NONE, 0);
    }

    static StepView step(
            StepId id,
            int position,
            @Nullable String title,
            StepStatus status,
            @Nullable AttemptResult result,
            @Nullable String reason) {
        boolean ran = status != StepStatus.SKIPPED && status != StepStatus.PENDING;
        return StepViewBuilder.builder()
                .run(RUN)
                .step(id)
                .position(position)
                .title(title)
                .status(status)
                .agent(ran ? new AgentId("linter") : null)
                .attempt(ran ? 1 : 0)
                .maxAttempts(3)
                .epoch(ran ? 1 : 0)
                .files(FileScope.NONE)
                .result(result)
                .reason(reason)
                .usage(ran ? new Usage(750, 150, new BigDecimal("0.21")) : Usage.NONE)
                .dispatchedAt(ran ? NOON.plusSeconds(position) : null)
                .startedAt(ran ? NOON.plusSeconds(position) : null)
                .endedAt(status.isTerminal() ? NOON.plusSeconds(position + 4L) : null)
                .build();
    }

    static CoordinationState state(String id, String first, String second) {
        return new CoordinationState(
                id,
                "queued",
                NOON,
                null,
                "parallel",
                3,
                new BigDecimal("40.0"),
                List.of("a.yaml", "b.yaml"),
                Map.of(first, List.of(LINT), second, List.of(TEST, SHIP)),
                Map.of(),
                RUN,
                null);
    }

    static Report report(RunView run, List<StepView> steps, String first, String second) {
        CoordinationState state =
                state("coord_20260301_120000_099a8057", first, second).seen(run, steps, NOON);
        return new Report(state, run, steps, NOON.plusSeconds(10));
    }
}
