package dev.signalbox.eventlog.ingest.adapter;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.Optional;

/** How the log is read. */
@ConfigMapping(prefix = "signalbox.event-log.ingest")
public interface IngestConfig {
    /** The consumer group whose members share the partitions. */
    @WithDefault("signalbox-event-log")
    String group();

    /**
     * A name for this instance that stays the same over its restarts and is unique in the group: with it, a killed instance has
     * its partitions back as soon as it is started again.
     */
    Optional<String> instance();

    /** The most records that are remembered together. */
    @WithDefault("2000")
    @Min(1)
    @Max(50_000)
    int maxBatch();

    /**
     * How far apart batches begin at least, so that what comes one after the other is remembered together. What comes after a silence of as
     * long waits for nothing.
     */
    @WithDefault("20ms")
    Duration gather();

    /** How long one exchange with PostgreSQL may take before it counts as unavailable. */
    @WithDefault("30s")
    Duration writeTimeout();

    /** How long to rest before PostgreSQL or Kafka is tried again. */
    @WithDefault("500ms")
    Duration retryAfter();

    /** How often the topics are compared with what they were when they were first followed. */
    @WithDefault("10s")
    Duration topicCheck();
}
