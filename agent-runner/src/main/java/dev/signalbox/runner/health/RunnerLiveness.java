package dev.signalbox.runner.health;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Dead when only a new start can help: another runner has this one's identity, or the start failed. */
@Liveness
@ApplicationScoped
public class RunnerLiveness implements HealthCheck {
    private final Hindrances hindrances;

    RunnerLiveness(Hindrances hindrances) {
        this.hindrances = hindrances;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("can take work without a new start")
                .status(!hindrances.isFatal())
                .build();
    }
}
