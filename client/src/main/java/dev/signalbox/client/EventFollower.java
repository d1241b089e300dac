package dev.signalbox.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.signalbox.contracts.ContractJson;
import dev.signalbox.contracts.event.RunEnded;
import dev.signalbox.contracts.event.RunEvent;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads one run's event stream to its end and opens it anew, behind the last event it had, whenever it breaks. Each event is
 * handed over once and without a gap.
 */
final class EventFollower {
    private static final String SIGN_OF_LIFE = ":";

    private final Door door;
    private final Patience patience;
    private final RunPath stream;
    private long lastSeq;

    EventFollower(Door door, Patience patience, RunPath stream, long after) {
        this.door = door;
        this.patience = patience;
        this.stream = stream;
        this.lastSeq = after;
    }

    void follow(Consumer<RunEvent> consumer) {
        Backoff outage = new Backoff(patience.outage());
        boolean opened = false;
        while (true) {
            try (ArrivingLines lines = door.stream(stream.text(), Long.toString(lastSeq))) {
                opened = true;
                if (readToTheEnd(lines, outage, consumer)) {
                    return;
                }
            } catch (IOException e) {
                outage.restOrThrow(door.brokeOff(String.valueOf(e.getMessage()), e));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CallInterruptedException(e);
            } catch (UnreachableException e) {
                if (!opened && !e.mayHaveTakenEffect()) {
                    throw e;
                }
                outage.restOrThrow(e);
            } catch (ProblemException e) {
                if (!SignalboxClient.isOutage(e.problem())) {
                    throw e;
                }
                outage.restOrThrow(e);
            }
        }
    }

    /** Whether the run's last event was reached; false when one is missing before the next. */
    private boolean readToTheEnd(ArrivingLines lines, Backoff outage, Consumer<RunEvent> consumer)
            throws IOException, InterruptedException {
        ServerSentEventReader reader = new ServerSentEventReader();
        while (true) {
            String line = lines.next(patience.silence());
            if (line.startsWith(SIGN_OF_LIFE)) {
                outage.reset();
            }
            Optional<RunEvent> arrived = reader.take(line).map(EventFollower::parse);
            if (arrived.isEmpty()) {
                continue;
            }
            RunEvent event = arrived.get();
            if (event.seq() > lastSeq + 1) {
                throw new IOException("event " + (lastSeq + 1) + " is missing before event " + event.seq());
            }
            if (event.seq() == lastSeq + 1) {
                outage.reset();
                lastSeq = event.seq();
                consumer.accept(event);
            }
            if (event.data() instanceof RunEnded) {
                return true;
            }
        }
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
