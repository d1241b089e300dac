package dev.signalbox.system.stack;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.signalbox.contracts.ContractJson;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.event.RunEnded;
import dev.signalbox.contracts.event.RunEvent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The live stream of a run, read as a browser would: line by line.
 *
 * @param door the base URL
 * @param run the run
 */
public record EventStream(URI door, RunId run) {
    private static final int SILENCE_MS = 30_000;

    /**
     * One event of the stream.
     *
     * @param id its id, by which a stream is resumed
     * @param event what it carries
     */
    public record Entry(long id, RunEvent event) {}

    /** Reads so many events behind {@code lastEventId}, then breaks off. */
    public List<Entry> read(long lastEventId, int count) {
        return read(lastEventId, entries -> entries.size() == count);
    }

    /** Reads all events behind {@code lastEventId} up to the end of the run. */
    public List<Entry> readToTheEnd(long lastEventId) {
        return read(lastEventId, entries -> entries.getLast().event().data() instanceof RunEnded);
    }

    private List<Entry> read(long lastEventId, Predicate<List<Entry>> enough) {
        try {
            HttpURLConnection connection = (HttpURLConnection)
                    door.resolve("/v1/runs/" + run + "/stream").toURL().openConnection();
            connection.setReadTimeout(SILENCE_MS);
            connection.setRequestProperty("Accept", "text/event-stream");
            if (lastEventId > 0) {
                connection.setRequestProperty("Last-Event-ID", Long.toString(lastEventId));
            }
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8))) {
                return entries(lines, enough);
            } finally {
                connection.disconnect();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Entry> entries(BufferedReader lines, Predicate<List<Entry>> enough) throws IOException {
        List<Entry> entries = new ArrayList<>();
        String id = "";
        StringBuilder data = new StringBuilder();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("id:")) {
                id = line.substring(3).strip();
            } else if (line.startsWith("data:")) {
                data.append(line.substring(5).stripLeading());
            } else if (line.isEmpty() && !data.isEmpty()) {
                entries.add(new Entry(Long.parseLong(id), event(data.toString())));
                data.setLength(0);
                if (enough.test(entries)) {
                    return entries;
                }
            }
        }
        throw new IllegalStateException("the stream ended after " + entries.size() + " events");
    }

    private static RunEvent event(String json) {
        try {
            return ContractJson.mapper().readValue(json, RunEvent.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(json, e);
        }
    }
}
