package dev.signalbox.admission.it;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.List;
import java.util.Map;

/** The door on real servers, with times that suit a test. */
public final class FastProfile implements QuarkusTestProfile {
    static final int MAX_RUNS = 40;

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "quarkus.http.test-port", "0",
                "signalbox.admission.max-runs", Integer.toString(MAX_RUNS),
                "signalbox.admission.lease-time", "6s",
                "signalbox.admission.submit-deadline", "2s",
                "signalbox.admission.state-deadline", "1s",
                "signalbox.admission.log-deadline", "3s",
                "signalbox.admission.unsent-for", "1s",
                "signalbox.admission.upkeep-interval", "300ms",
                "signalbox.event-log.deadline", "2s");
    }

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(Servers.class));
    }
}
