package dev.signalbox.admission.runs;

import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.WorkspaceId;
import dev.signalbox.contracts.command.Idempotency;
import dev.signalbox.contracts.command.KeyOrigin;
import dev.signalbox.contracts.spec.DefinitionSource;
import dev.signalbox.contracts.spec.FileScope;
import dev.signalbox.contracts.spec.RetryPolicy;
import dev.signalbox.contracts.spec.RunOptions;
import dev.signalbox.contracts.spec.RunSpec;
import dev.signalbox.contracts.spec.StepSpec;
import dev.signalbox.contracts.spec.StepSpecBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Runs for tests. */
public final class SampleRuns {
    public static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private SampleRuns() {}

    /** The id of a run that was admitted then. */
    public static RunId runAt(Instant admission) {
        String millis = "%012x".formatted(admission.toEpochMilli());
        return new RunId(millis.substring(0, 8) + "-" + millis.substring(8) + "-7000-8000-000000000000");
    }

    public static RunSpec spec(String name) {
        return spec(name, "default", List.of("a.yaml"), Map.of());
    }

    public static RunSpec spec(String name, String workspace, List<String> files, Map<String, String> environment) {
        StepSpec step = StepSpecBuilder.builder()
                .id(new StepId("only"))
                .files(FileScope.NONE)
                .retry(RetryPolicy.ONCE)
                .environment(environment)
                .build();
        return new RunSpec(
                name,
                new WorkspaceId(workspace),
                List.of(),
                List.of(step),
                RunOptions.DEFAULT,
                new DefinitionSource("signalbox/v1", files));
    }

    public static AdmissionRequest request(String key, String hash) {
        return new AdmissionRequest(runAt(NOON), spec("sample"), new Idempotency(key, KeyOrigin.CALLER, hash), NOON);
    }

    public static HeldKey key(KeyOrigin origin) {
        return new HeldKey(origin, "d".repeat(64), "e".repeat(64));
    }
}
