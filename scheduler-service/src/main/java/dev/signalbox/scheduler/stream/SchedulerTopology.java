package dev.signalbox.scheduler.stream;

import dev.signalbox.contracts.Topics;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;

/** Commands and outcomes in, one processor per partition, everything else out. */
public final class SchedulerTopology {
    private static final String COMMANDS = "commands";
    private static final String OUTCOMES = "outcomes";
    private static final String SCHEDULER = "scheduler";
    private static final String OUT = "out";

    private SchedulerTopology() {}

    public static Topology build(SchedulerSettings settings, OutcomeBacklog backlog, SchedulerMetrics metrics) {
        Topology topology = new Topology();
        topology.addSource(
                COMMANDS, Serdes.String().deserializer(), Serdes.ByteArray().deserializer(), Topics.COMMANDS);
        topology.addSource(
                OUTCOMES, Serdes.String().deserializer(), Serdes.ByteArray().deserializer(), Topics.OUTCOMES);
        topology.addProcessor(SCHEDULER, () -> new SchedulerProcessor(settings, backlog, metrics), COMMANDS, OUTCOMES);
        for (StoreBuilder<KeyValueStore<String, byte[]>> store : SchedulerStores.builders()) {
            topology.addStateStore(store, SCHEDULER);
        }
        topology.addSink(
                OUT,
                (String _, Outgoing value, org.apache.kafka.streams.processor.RecordContext _) -> value.topic(),
                new StringSerializer(),
                (_, value) -> value.body(),
                SCHEDULER);
        return topology;
    }
}
