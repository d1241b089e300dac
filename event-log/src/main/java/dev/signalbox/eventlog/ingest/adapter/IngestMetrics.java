package dev.signalbox.eventlog.ingest.adapter;

import dev.signalbox.contracts.Topics;
import dev.signalbox.eventlog.ingest.Appended;
import dev.signalbox.eventlog.ingest.Reading;
import dev.signalbox.eventlog.ingest.RecordReader;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** What the ingest tells about itself. */
@ApplicationScoped
class IngestMetrics {
    private static final String PREFIX = "signalbox.event.log.";

    private final MeterRegistry registry;
    private final Map<String, Counter> events = new ConcurrentHashMap<>();
    private final Map<String, AtomicLong> lag = new HashMap<>();
    private final AtomicLong lagMillis = new AtomicLong();
    private final Counter duplicates;
    private final Counter gaps;
    private final DistributionSummary batchSize;
    private final Timer batchTime;
    private final Timer delay;

    IngestMetrics(MeterRegistry registry) {
        this.registry = registry;
        duplicates = Counter.builder(PREFIX + "duplicates")
                .description("Events that were known already")
                .register(registry);
        gaps = Counter.builder(PREFIX + "missing.events")
                .description("Events that never arrived although later ones of their run did")
                .register(registry);
        batchSize = DistributionSummary.builder(PREFIX + "batch.size")
                .description("Records that are remembered together")
                .register(registry);
        batchTime = Timer.builder(PREFIX + "batch.time")
                .description("From the end of reading a batch from Kafka to its commit")
                .register(registry);
        delay = Timer.builder(PREFIX + "event.delay")
                .description("From the decision about an event to its being readable")
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(1))
                .maximumExpectedValue(Duration.ofMinutes(1))
                .register(registry);
        registry.gauge(PREFIX + "lag.seconds", lagMillis, millis -> millis.get() / 1000.0);
        for (String topic : RecordReader.TOPICS) {
            AtomicLong records = new AtomicLong();
            lag.put(topic, records);
            registry.gauge(PREFIX + "lag.records", Tags.of("topic", topic), records);
            registry.counter(PREFIX + "dead.letters", "topic", Topics.deadLetter(topic));
        }
    }

    void putAside(String topic) {
        registry.counter(PREFIX + "dead.letters", "topic", Topics.deadLetter(topic))
                .increment();
    }

    void batch(int records, Duration took) {
        batchSize.record(records);
        batchTime.record(took);
    }

    void appended(Appended appended, Instant now) {
        duplicates.increment(appended.duplicates());
        appended.gaps().forEach(gap -> gaps.increment(gap.lastSeq() - gap.firstSeq() + 1.0));
        for (Reading.Event event : appended.events()) {
            events.computeIfAbsent(label(event), type -> registry.counter(PREFIX + "events", "type", type))
                    .increment();
            delay.record(Duration.between(event.at(), now));
        }
    }

    /** A label has few values: what senders invent is not one of them. */
    private static String label(Reading.Event event) {
        return event.fact() == null ? "unknown" : event.type();
    }

    void lag(String topic, long records) {
        AtomicLong gauge = lag.get(topic);
        if (gauge != null) {
            gauge.set(records);
        }
    }

    /** How old the last record is that was read, or nothing when all are. */
    void lag(Duration age) {
        lagMillis.set(age.toMillis());
    }
}
