package dev.signalbox.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.signalbox.contracts.ContractJson;
import dev.signalbox.contracts.event.RunEnded;
import dev.signalbox.contracts.event.RunEvent;
import java.io.IOException;
import java.util.function.Consumer;

/** Takes a run's events: each is handed over once and without a gap, and the last is the run's end. */
final class EventReader implements StreamFollower.Reader {
    private final Consumer<RunEvent> consumer;
    private long lastSeq;

    EventReader(long after, Consumer<RunEvent> consumer) {
        this.lastSeq = after;
        this.consumer = consumer;
    }

    @Override
    public String lastEventId() {
        return Long.toString(lastSeq);
    }

    @Override
    public boolean take(ServerSentEvent arrived) throws IOException {
        RunEvent event = parse(arrived);
        if (event.seq() > lastSeq + 1) {
            throw new IOException("event " + (lastSeq + 1) + " is missing before event " + event.seq());
        }
        if (event.seq() == lastSeq + 1) {
            lastSeq = event.seq();
            consumer.accept(event);
        }
        return event.data() instanceof RunEnded;
    }

    private static RunEvent parse(ServerSentEvent event) {
        try {
            return ContractJson.mapper().readValue(event.data(), RunEvent.class);
        } catch (JsonProcessingException e) {
            throw new UnexpectedAnswerException(
                    "Event %s of type %s is not one this version knows.".formatted(event.id(), event.type()), e);
        }
    }
}
