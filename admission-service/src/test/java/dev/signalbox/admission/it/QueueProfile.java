package dev.signalbox.admission.it;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A door with few places, at which runs wait, and which believes the tokens of attempts. */
public final class QueueProfile implements QuarkusTestProfile {
    static final int MAX_RUNS = 3;
    static final int QUEUE = 4;
    static final String SECRET = "the secret of this test";

    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> overrides = new HashMap<>(new FastProfile().getConfigOverrides());
        overrides.put("signalbox.admission.max-runs", Integer.toString(MAX_RUNS));
        overrides.put("signalbox.admission.max-runs-per-workspace", Integer.toString(MAX_RUNS - 1));
        overrides.put("signalbox.admission.max-depth", "1");
        overrides.put("signalbox.admission.at-cap", "queue");
        overrides.put("signalbox.admission.queue-limit", Integer.toString(QUEUE));
        overrides.put("signalbox.admission.breaker.cooldown", "2s");
        overrides.put("signalbox.admission.breaker.gap-max", "2");
        overrides.put("signalbox.admission.breaker.silence", "500ms");
        overrides.put("signalbox.admission.breaker.gap-reset-quiet", "4s");
        overrides.put("signalbox.admission.pressure.max-load-per-core", "16");
        overrides.put("signalbox.callback.secret", SECRET);
        overrides.put("signalbox.admission.decision-log.path", "target/decisions/admission.ndjson");
        return Map.copyOf(overrides);
    }

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(Servers.class));
    }
}
