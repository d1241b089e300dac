package dev.signalbox.runner.http;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Server-sent events, line by line, as the HTML standard has them. An event whose data is longer than is read is an error of the service.
 * Not thread-safe.
 */
public final class ServerSentEvents {
    private final int mostCharacters;
    private final StringBuilder data = new StringBuilder();
    private boolean hasData;
    private @Nullable String lastId;

    public ServerSentEvents(int mostCharacters) {
        this.mostCharacters = mostCharacters;
    }

    /** The id of the last event, to go on after it; null when none had one. */
    public @Nullable String lastId() {
        return lastId;
    }

    /** Forgets an event that has only begun: its stream broke. */
    public void breakOff() {
        data.setLength(0);
        hasData = false;
    }

    /**
     * Takes the next line without its end.
     *
     * @return the data of the event that ends here; empty when none does
     * @throws ServiceFailure when an event is too long
     */
    public Optional<String> line(String line) throws ServiceFailure {
        if (line.isEmpty()) {
            return dispatch();
        }
        int colon = line.indexOf(':');
        String name = colon < 0 ? line : line.substring(0, colon);
        String rest = colon < 0 ? "" : line.substring(colon + 1);
        String value = rest.startsWith(" ") ? rest.substring(1) : rest;
        switch (name) {
            case "data" -> add(value);
            case "id" -> lastId = value.indexOf('\0') < 0 ? value : lastId;
            default -> {}
        }
        return Optional.empty();
    }

    private Optional<String> dispatch() {
        Optional<String> event = hasData ? Optional.of(data.toString()) : Optional.empty();
        breakOff();
        return event;
    }

    private void add(String value) throws ServiceFailure {
        if (data.length() + value.length() >= mostCharacters) {
            throw ServiceFailure.failed(
                    "an event of the service is longer than " + mostCharacters + " characters", null);
        }
        if (hasData) {
            data.append('\n');
        }
        data.append(value);
        hasData = true;
    }
}
