package dev.signalbox.scheduler.stream;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/**
 * Rings once, at the earliest time it was set to. Kafka Streams commits after every punctuation, so a regular one would cost a
 * transaction each time while nothing happens.
 */
final class Alarm {
    private final ProcessorContext<?, ?> context;
    private final Duration resolution;
    private final Runnable bell;
    private Optional<Cancellable> pending = Optional.empty();
    private Instant at = Instant.MAX;

    /** @param resolution the least time from setting it to its ringing */
    Alarm(ProcessorContext<?, ?> context, Duration resolution, Runnable bell) {
        this.context = context;
        this.resolution = resolution;
        this.bell = bell;
    }

    /** Rings then, unless it rings before. */
    void setTo(Instant due) {
        if (due.isBefore(at)) {
            pending.ifPresent(Cancellable::cancel);
            Duration wait = Duration.between(Instant.ofEpochMilli(context.currentSystemTimeMs()), due);
            at = due;
            pending = Optional.of(context.schedule(
                    wait.compareTo(resolution) < 0 ? resolution : wait, PunctuationType.WALL_CLOCK_TIME, _ -> ring()));
        }
    }

    private void ring() {
        pending.ifPresent(Cancellable::cancel);
        pending = Optional.empty();
        at = Instant.MAX;
        bell.run();
    }
}
