package dev.signalbox.runner.health;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Ready when work is taken; else it says what is in the way. */
@Readiness
@ApplicationScoped
public class RunnerReadiness implements HealthCheck {
    private final Hindrances hindrances;

    RunnerReadiness(Hindrances hindrances) {
        this.hindrances = hindrances;
    }

    @Override
    public HealthCheckResponse call() {
        Map<String, String> reasons = hindrances.reasons();
        HealthCheckResponseBuilder response =
                HealthCheckResponse.named("takes work").status(reasons.isEmpty());
        reasons.forEach(response::withData);
        return response.build();
    }
}
