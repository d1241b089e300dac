package dev.signalbox.system.proof;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signalbox.contracts.AttemptRef;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.Topics;
import dev.signalbox.contracts.UnreadableMessage;
import dev.signalbox.contracts.WireMessage;
import dev.signalbox.contracts.attempt.AttemptFinished;
import dev.signalbox.contracts.attempt.AttemptStarted;
import dev.signalbox.contracts.attempt.Outcome;
import dev.signalbox.contracts.event.RunAccepted;
import dev.signalbox.contracts.event.RunEnded;
import dev.signalbox.contracts.event.RunEvent;
import dev.signalbox.system.stack.KafkaLog;
import dev.signalbox.system.stack.RunningStack;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * How much was under way at most, at any prefix of the log. What stands on several partitions is put in the order of its times; of two that
 * are equal the end is first.
 */
public final class UnderWay {
    private record Move(Object of, boolean begins, long at) {}

    private UnderWay() {}

    /** The most of these runs that were live together: accepted and not ended, by the clock of the scheduler. */
    public static int mostRuns(RunningStack stack, Collection<RunId> runs) {
        return most(LoggedEvent.inKafka(stack, runs).values().stream()
                .flatMap(List::stream)
                .map(LoggedEvent::read)
                .flatMap(event -> move(event).stream()));
    }

    /** The most attempts at steps of these runs that were reported as started and not as finished, by the clock of their runner. */
    public static int mostAttempts(RunningStack stack, Collection<RunId> runs) {
        Set<RunId> wanted = Set.copyOf(runs);
        return most(stack.topics().read(Topics.OUTCOMES).stream()
                .flatMap(read -> move(read).stream())
                .filter(move -> move.of() instanceof AttemptRef attempt && wanted.contains(attempt.run())));
    }

    private static int most(Stream<Move> moves) {
        List<Move> inOrder = new ArrayList<>(moves.toList());
        inOrder.sort(Comparator.comparingLong(Move::at).thenComparing(Move::begins));
        Set<Object> open = new HashSet<>();
        int most = 0;
        for (Move move : inOrder) {
            if (move.begins()) {
                open.add(move.of());
            } else {
                open.remove(move.of());
            }
            most = Math.max(most, open.size());
        }
        return most;
    }

    private static Optional<Move> move(RunEvent event) {
        long at = event.at().toEpochMilli();
        return switch (event.data()) {
            case RunAccepted _ -> Optional.of(new Move(event.run(), true, at));
            case RunEnded _ -> Optional.of(new Move(event.run(), false, at));
            default -> Optional.empty();
        };
    }

    private static Optional<Move> move(ConsumerRecord<String, byte[]> read) {
        return switch (outcome(read)) {
            case AttemptStarted started -> Optional.of(new Move(started.attempt(), true, read.timestamp()));
            case AttemptFinished finished -> Optional.of(new Move(finished.attempt(), false, read.timestamp()));
            case null, default -> Optional.empty();
        };
    }

    /** Null for a record that another test has put there to be unreadable. */
    private static @Nullable Outcome outcome(ConsumerRecord<String, byte[]> read) {
        String type = KafkaLog.header(read, WireMessage.TYPE);
        try {
            return WireMessage.read(type == null ? null : type.getBytes(UTF_8), read.value(), Outcome.class);
        } catch (UnreadableMessage poison) {
            return null;
        }
    }
}
