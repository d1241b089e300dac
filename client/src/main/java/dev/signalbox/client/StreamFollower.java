package dev.signalbox.client;

import java.io.EOFException;
import java.io.IOException;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Reads one event stream to its end and opens it anew, behind the last event it had, whenever it breaks. A stream that has never
 * been open is not waited for: when nothing listens, that is said at once.
 */
final class StreamFollower {
    private static final String SIGN_OF_LIFE = ":";

    /** Takes the events of a stream, in order. */
    interface Reader {
        /** The id of the last event taken; empty before the first. */
        String lastEventId();

        /**
         * Takes the next event.
         *
         * @return whether it was the last of the stream
         * @throws IOException when it cannot be the next, so that the stream has to be opened anew
         */
        boolean take(ServerSentEvent event) throws IOException;
    }

    private final Door door;
    private final Patience patience;
    private final RunPath stream;
    private final Reader reader;
    private final BooleanSupplier endIsTrue;
    private final Backoff outage;

    /** @param endIsTrue whether a stream that has ended in good order is really over */
    StreamFollower(Door door, Patience patience, RunPath stream, Reader reader, BooleanSupplier endIsTrue) {
        this.door = door;
        this.patience = patience;
        this.stream = stream;
        this.reader = reader;
        this.endIsTrue = endIsTrue;
        this.outage = new Backoff(patience.outage());
    }

    void follow() {
        boolean opened = false;
        while (true) {
            try (ArrivingLines lines = door.stream(stream.text(), reader.lastEventId())) {
                opened = true;
                if (isReadToTheEnd(lines)) {
                    return;
                }
                outage.restOrThrow(door.brokeOff("the stream ended early", new EOFException()));
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

    private boolean isReadToTheEnd(ArrivingLines lines) throws IOException, InterruptedException {
        ServerSentEventReader events = new ServerSentEventReader();
        while (true) {
            Optional<String> line = lines.next(patience.silence());
            if (line.isEmpty()) {
                return endIsTrue.getAsBoolean();
            }
            if (line.get().startsWith(SIGN_OF_LIFE)) {
                outage.reset();
            }
            Optional<ServerSentEvent> event = events.take(line.get());
            if (event.isPresent()) {
                if (reader.take(event.get())) {
                    return true;
                }
                outage.reset();
            }
        }
    }
}
