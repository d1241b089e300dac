package dev.signalbox.eventlog.ingest.adapter;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Ready when the topics are read and remembered; otherwise it says what it waits for and which partitions stand still. */
@Readiness
@ApplicationScoped
class IngestReadiness implements HealthCheck {
    private final IngestCondition condition;

    IngestReadiness(IngestCondition condition) {
        this.condition = condition;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("ingest");
        condition.waitsFor().ifPresent(what -> response.withData("waits for", what));
        condition.refusals().forEach(response::withData);
        return response.status(
                        condition.waitsFor().isEmpty() && condition.refusals().isEmpty())
                .build();
    }
}
