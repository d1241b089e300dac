package dev.signalbox.admission.health;

import dev.signalbox.admission.history.EventLogReachability;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Says whether reads can be answered. Always up: the door admits runs while the event log is away. */
@Readiness
@ApplicationScoped
class HistoryReachability implements AsyncHealthCheck {
    private final EventLogReachability eventLog;

    HistoryReachability(EventLogReachability eventLog) {
        this.eventLog = eventLog;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return eventLog.ask()
                .map(state -> HealthCheckResponse.named("history")
                        .up()
                        .withData("event-log", state)
                        .build());
    }
}
