package dev.signalbox.system.proof;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.Topics;
import dev.signalbox.contracts.UnreadableMessage;
import dev.signalbox.contracts.WireMessage;
import dev.signalbox.contracts.event.RunEvent;
import dev.signalbox.system.stack.KafkaLog;
import dev.signalbox.system.stack.RunningStack;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * An event as text, the same wherever it is kept.
 *
 * @param run its run
 * @param seq its place
 * @param type its name on the wire
 * @param body its JSON, byte for byte
 */
public record LoggedEvent(RunId run, long seq, String type, String body) {
    /** The events of a run as any consumer of the topic gets them, in that order. */
    static List<LoggedEvent> inKafka(RunningStack stack, RunId run) {
        return inKafka(stack, List.of(run)).getOrDefault(run, List.of());
    }

    /** The same of many runs, for which the topic is read once. */
    static Map<RunId, List<LoggedEvent>> inKafka(RunningStack stack, Collection<RunId> runs) {
        Set<String> wanted = runs.stream().map(RunId::value).collect(Collectors.toSet());
        return stack.topics().read(Topics.EVENTS).stream()
                .filter(read -> wanted.contains(read.key()))
                .map(LoggedEvent::of)
                .collect(Collectors.groupingBy(LoggedEvent::run));
    }

    /** The events of a run as the event log keeps them, in the order of their places. */
    static List<LoggedEvent> inPostgres(RunningStack stack, RunId run) {
        String sql = "select seq, type, body::text from events where run = ?::uuid order by seq";
        try (Connection connection = stack.postgres();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, run.value());
            List<LoggedEvent> events = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    events.add(new LoggedEvent(run, rows.getLong(1), rows.getString(2), rows.getString(3)));
                }
            }
            return events;
        } catch (SQLException e) {
            throw new IllegalStateException("the history cannot be read", e);
        }
    }

    RunEvent read() {
        try {
            return WireMessage.read(type.getBytes(UTF_8), body.getBytes(UTF_8), RunEvent.class);
        } catch (UnreadableMessage e) {
            throw new IllegalStateException(body, e);
        }
    }

    private static LoggedEvent of(ConsumerRecord<String, byte[]> read) {
        String type = KafkaLog.header(read, WireMessage.TYPE);
        String body = new String(read.value(), UTF_8);
        LoggedEvent unplaced = new LoggedEvent(new RunId(read.key()), 0, String.valueOf(type), body);
        return new LoggedEvent(unplaced.run, unplaced.read().seq(), unplaced.type, body);
    }
}
