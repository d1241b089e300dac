package dev.signalbox.admission.history;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Whether the event log can be asked. */
@ApplicationScoped
public class EventLogReachability {
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final EventLogClient client;

    EventLogReachability(EventLogClient client) {
        this.client = client;
    }

    /** {@code ready}, {@code not ready} or {@code unreachable}, within a second. */
    public Uni<String> ask() {
        return Uni.createFrom()
                .completionStage(() -> client.isReady().toCompletionStage())
                .map(ready -> ready ? "ready" : "not ready")
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .onFailure()
                .recoverWithItem("unreachable");
    }
}
