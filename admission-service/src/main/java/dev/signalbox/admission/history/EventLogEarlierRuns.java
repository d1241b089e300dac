package dev.signalbox.admission.history;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.signalbox.admission.runs.port.EarlierRuns;
import dev.signalbox.contracts.ContractJson;
import dev.signalbox.contracts.WorkspaceId;
import dev.signalbox.contracts.api.Page;
import dev.signalbox.contracts.api.PlanEstimates.RunHistory;
import dev.signalbox.contracts.api.RunView;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Asks the event log for the newest runs that succeeded. */
@ApplicationScoped
public class EventLogEarlierRuns implements EarlierRuns {
    private static final Logger LOG = Logger.getLogger(EventLogEarlierRuns.class);
    private static final Duration DEADLINE = Duration.ofSeconds(2);
    private static final int NEWEST = 200;
    private static final int PLACES_OF_AN_AVERAGE = 6;

    private final EventLogClient eventLog;

    EventLogEarlierRuns(EventLogClient eventLog) {
        this.eventLog = eventLog;
    }

    @Override
    public Optional<RunHistory> of(WorkspaceId workspace, String name) {
        String path = "/v1/runs?status=succeeded&limit=" + NEWEST + "&workspace="
                + URLEncoder.encode(workspace.value(), StandardCharsets.UTF_8);
        CompletableFuture<@Nullable Buffer> asked = eventLog.get(path)
                .compose(response -> response.body().map(body -> response.statusCode() == 200 ? body : null))
                .toCompletionStage()
                .toCompletableFuture();
        try {
            Buffer body = asked.get(DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
            return body == null ? Optional.empty() : sum(read(body), name);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException | TimeoutException | IOException e) {
            LOG.debug("A plan has no history because the event log does not answer", e);
            return Optional.empty();
        }
    }

    private static List<RunView> read(Buffer body) throws IOException {
        return ContractJson.mapper()
                .readValue(body.getBytes(), new TypeReference<Page<RunView>>() {})
                .items();
    }

    /** Sums up the runs of one name. */
    static Optional<RunHistory> sum(List<RunView> runs, String name) {
        List<RunView> same =
                runs.stream().filter(run -> run.name().equals(name)).toList();
        if (same.isEmpty()) {
            return Optional.empty();
        }
        List<Duration> times =
                same.stream().map(EventLogEarlierRuns::time).sorted().toList();
        List<BigDecimal> costs =
                same.stream().map(run -> run.usage().costUsd()).sorted().toList();
        return Optional.of(new RunHistory(
                same.size(),
                times.getFirst(),
                times.stream().reduce(Duration.ZERO, Duration::plus).dividedBy(same.size()),
                times.getLast(),
                costs.getFirst(),
                costs.stream()
                        .reduce(BigDecimal.ZERO, BigDecimal::add)
                        .divide(BigDecimal.valueOf(same.size()), PLACES_OF_AN_AVERAGE, RoundingMode.HALF_UP),
                costs.getLast()));
    }

    private static Duration time(RunView run) {
        Instant start = run.startedAt() == null ? run.submittedAt() : run.startedAt();
        return run.endedAt() == null ? Duration.ZERO : Duration.between(start, run.endedAt());
    }
}
