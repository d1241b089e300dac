package dev.signalbox.admission.health;

import dev.signalbox.admission.upkeep.Door;
import dev.signalbox.admission.upkeep.DoorCondition;
import dev.signalbox.admission.upkeep.DoorCondition.LogDown;
import dev.signalbox.admission.upkeep.DoorCondition.Open;
import dev.signalbox.admission.upkeep.DoorCondition.StateDown;
import dev.signalbox.admission.upkeep.DoorCondition.TopicsMissing;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Ready when runs are admitted: Redis answers, the topics exist, and the leases are true. */
@Readiness
@ApplicationScoped
class DoorReadiness implements HealthCheck {
    private final Door door;

    DoorReadiness(Door door) {
        this.door = door;
    }

    @Override
    public HealthCheckResponse call() {
        DoorCondition condition = door.condition();
        HealthCheckResponseBuilder answer = HealthCheckResponse.named("admission")
                .status(condition instanceof Open)
                .withData("condition", condition.sentence())
                .withData("redis", condition instanceof StateDown ? "does not answer" : "ok")
                .withData("kafka", condition instanceof LogDown ? "does not answer" : "ok")
                .withData("live-runs", door.activeRuns());
        List<String> missing = condition instanceof TopicsMissing waiting ? waiting.topics() : List.of();
        return answer.withData("missing-topics", String.join(", ", missing)).build();
    }
}
