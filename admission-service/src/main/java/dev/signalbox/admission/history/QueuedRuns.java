package dev.signalbox.admission.history;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.admission.queue.port.RunQueue;
import dev.signalbox.admission.runs.port.StateUnreachable;
import dev.signalbox.admission.upkeep.Door;
import dev.signalbox.contracts.ContractJson;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.api.QueuePlace;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Says of a run that waits for a place where it stands: the event log does not know that, the queue does. Whatever goes wrong, the
 * answer is the event log's own.
 */
@ApplicationScoped
class QueuedRuns {
    private static final Logger LOG = Logger.getLogger(QueuedRuns.class);

    private final EventLogClient eventLog;
    private final RunQueue queue;
    private final Door door;

    QueuedRuns(EventLogClient eventLog, RunQueue queue, Door door) {
        this.eventLog = eventLog;
        this.queue = queue;
        this.door = door;
    }

    void show(RoutingContext context) {
        Optional<RunId> run = runOf(context);
        if (door.waitingRuns() == 0 || run.isEmpty()) {
            context.next();
            return;
        }
        context.vertx()
                .executeBlocking(() -> placeOf(run.get()), false)
                .compose(place -> place.isEmpty()
                        ? Future.succeededFuture(Optional.<Buffer>empty())
                        : eventLog.get("/v1/runs/" + run.get()).compose(answer -> with(place.get(), answer)))
                .onSuccess(body -> body.ifPresentOrElse(
                        known -> context.response()
                                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                                .end(known),
                        context::next))
                .onFailure(failure -> {
                    LOG.debugf(failure, "Where run %s stands in the queue is not told", run.get());
                    context.next();
                });
    }

    private Optional<QueuePlace> placeOf(RunId run) throws StateUnreachable {
        return queue.placeOf(run);
    }

    private static Future<Optional<Buffer>> with(QueuePlace place, HttpClientResponse answer) {
        if (answer.statusCode() != 200) {
            return Future.succeededFuture(Optional.empty());
        }
        return answer.body().map(body -> Optional.of(with(place, body)));
    }

    private static Buffer with(QueuePlace place, Buffer body) {
        try {
            ObjectNode view = (ObjectNode) ContractJson.mapper().readTree(body.getBytes());
            view.set("queue", ContractJson.mapper().valueToTree(place));
            return Buffer.buffer(ContractJson.mapper().writeValueAsBytes(view));
        } catch (IOException | ClassCastException e) {
            throw new IllegalStateException("the event log answers with something that is not a run", e);
        }
    }

    private static Optional<RunId> runOf(RoutingContext context) {
        String path = context.normalizedPath();
        try {
            return Optional.of(new RunId(path.substring(path.lastIndexOf('/') + 1)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
