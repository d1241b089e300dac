package dev.signalbox.eventlog.ingest.adapter;

import dev.signalbox.eventlog.ingest.Partition;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jboss.logging.Logger;

/** Whether the ingest works, and if not, why. Thread-safe; the log has a line for every change. */
@ApplicationScoped
class IngestCondition {
    private static final Logger LOG = Logger.getLogger(IngestCondition.class);

    private Optional<String> waitsFor = Optional.of("the ingest to begin");
    private Map<Partition, String> refusals = Map.of();

    /** Nothing is read until this has come. */
    synchronized void waitsFor(String what) {
        if (!waitsFor.equals(Optional.of(what))) {
            LOG.warnf("reading waits: %s", what);
        }
        waitsFor = Optional.of(what);
    }

    synchronized void works() {
        if (waitsFor.isPresent()) {
            LOG.info("reading goes on");
        }
        waitsFor = Optional.empty();
    }

    /** These partitions stand still until somebody has decided what the truth is; all others are read. */
    synchronized void refuses(Map<Partition, String> now) {
        now.forEach((partition, reason) -> {
            if (!reason.equals(refusals.get(partition))) {
                LOG.error(reason);
            }
        });
        refusals = Map.copyOf(now);
    }

    synchronized Optional<String> waitsFor() {
        return waitsFor;
    }

    synchronized Map<String, String> refusals() {
        Map<String, String> sorted = new TreeMap<>();
        refusals.forEach((partition, reason) -> sorted.put(partition.toString(), reason));
        return sorted;
    }
}
