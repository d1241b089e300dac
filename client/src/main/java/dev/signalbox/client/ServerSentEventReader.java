package dev.signalbox.client;

import java.util.Optional;

/** Puts the lines of an event stream together as the HTML standard says (section 9.2.6). Not thread-safe. */
final class ServerSentEventReader {
    private final StringBuilder data = new StringBuilder();
    private String id = "";
    private String type = "";
    private boolean hasData;

    /** Takes the next line, without its end; gives the event that it completes. */
    Optional<ServerSentEvent> take(String line) {
        if (line.isEmpty()) {
            return complete();
        }
        int colon = line.indexOf(':');
        if (colon != 0) {
            String field = colon < 0 ? line : line.substring(0, colon);
            String value = colon < 0 ? "" : line.substring(colon + 1);
            accept(field, value.startsWith(" ") ? value.substring(1) : value);
        }
        return Optional.empty();
    }

    private void accept(String field, String value) {
        switch (field) {
            case "data" -> {
                data.append(hasData ? "\n" : "").append(value);
                hasData = true;
            }
            case "id" -> id = value;
            case "event" -> type = value;
            default -> {
                // The standard has clients ignore fields they do not know.
            }
        }
    }

    private Optional<ServerSentEvent> complete() {
        Optional<ServerSentEvent> event = hasData
                ? Optional.of(new ServerSentEvent(id, type.isEmpty() ? "message" : type, data.toString()))
                : Optional.empty();
        data.setLength(0);
        hasData = false;
        type = "";
        return event;
    }
}
