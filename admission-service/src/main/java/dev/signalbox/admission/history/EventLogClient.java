package dev.signalbox.admission.history;

import dev.signalbox.admission.command.Whereabouts;
import dev.signalbox.admission.command.Whereabouts.Live;
import dev.signalbox.admission.command.Whereabouts.Nowhere;
import dev.signalbox.admission.command.Whereabouts.Over;
import dev.signalbox.admission.command.Whereabouts.Untold;
import dev.signalbox.admission.command.port.RunHistory;
import dev.signalbox.contracts.ContractJson;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.api.RunView;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Talks to the event log. Streams hold a connection each for as long as somebody listens. */
@ApplicationScoped
public class EventLogClient implements RunHistory {
    private static final int CONNECTIONS = 2_000;
    private static final Duration CONNECT = Duration.ofSeconds(2);

    private final HttpClient http;
    private final EventLogAddress address;
    private final Duration deadline;

    EventLogClient(Vertx vertx, EventLogConfig config) {
        this.address = EventLogAddress.of(config.url());
        this.deadline = config.deadline();
        this.http = vertx.createHttpClient(new HttpClientOptions()
                .setSsl(address.tls())
                .setMaxPoolSize(CONNECTIONS)
                .setKeepAliveTimeout(30)
                .setConnectTimeout((int) CONNECT.toMillis()));
    }

    HttpClient http() {
        return http;
    }

    EventLogAddress address() {
        return address;
    }

    Duration deadline() {
        return deadline;
    }

    /** Whether the event log says it is ready. */
    Future<Boolean> isReady() {
        return get("/q/health/ready").map(response -> response.statusCode() == 200);
    }

    @Override
    public Whereabouts whereaboutsOf(RunId run) {
        CompletableFuture<Whereabouts> asked = get("/v1/runs/" + run)
                .compose(response -> response.body().map(body -> read(response.statusCode(), body)))
                .toCompletionStage()
                .toCompletableFuture();
        try {
            return asked.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Untold("interrupted while waiting for the event log");
        } catch (ExecutionException | TimeoutException e) {
            return new Untold("The event log does not answer, and nobody else knows the run.");
        }
    }

    Future<HttpClientResponse> get(String path) {
        return http.request(HttpMethod.GET, address.port(), address.host(), address.path() + path)
                .compose(request ->
                        request.putHeader("Accept", "application/json").send());
    }

    private static Whereabouts read(int status, Buffer body) {
        return switch (status) {
            case 200 -> read(body);
            case 404 -> new Nowhere();
            default -> new Untold("The event log answers with status " + status + ", and nobody else knows the run.");
        };
    }

    private static Whereabouts read(Buffer body) {
        try {
            RunView view = ContractJson.mapper().readValue(body.getBytes(), RunView.class);
            return view.status().isTerminal() ? new Over(view.status()) : new Live(view.workspace());
        } catch (IOException e) {
            return new Untold("The event log answers with something that is not a run.");
        }
    }

    @PreDestroy
    void close() {
        http.close();
    }
}
