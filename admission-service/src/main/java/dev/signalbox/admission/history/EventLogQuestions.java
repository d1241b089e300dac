package dev.signalbox.admission.history;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.type.TypeFactory;
import dev.signalbox.contracts.ContractJson;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Asks the event log what it is good to know and possible to go on without. Its calls block their thread. */
@ApplicationScoped
class EventLogQuestions {
    private static final Logger LOG = Logger.getLogger(EventLogQuestions.class);

    private final EventLogClient eventLog;

    EventLogQuestions(EventLogClient eventLog) {
        this.eventLog = eventLog;
    }

    /** The answer; empty when there is none, or none in time. */
    <T> Optional<T> ask(String path, Class<T> type) {
        return ask(path, TypeFactory.defaultInstance().constructType(type));
    }

    /** The answer; empty when there is none, or none in time. */
    <T> Optional<T> ask(String path, TypeReference<T> type) {
        return ask(path, TypeFactory.defaultInstance().constructType(type));
    }

    private <T> Optional<T> ask(String path, JavaType type) {
        CompletableFuture<@Nullable Buffer> asked = eventLog.get(path)
                .compose(response -> response.body().map(body -> response.statusCode() == 200 ? body : null))
                .toCompletionStage()
                .toCompletableFuture();
        try {
            Buffer body = asked.get(eventLog.deadline().toMillis(), TimeUnit.MILLISECONDS);
            return body == null
                    ? Optional.empty()
                    : Optional.of(ContractJson.mapper().readValue(body.getBytes(), type));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException | TimeoutException | IOException e) {
            LOG.debugf(e, "The event log does not answer %s", path);
            return Optional.empty();
        }
    }
}
