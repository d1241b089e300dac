package dev.signalbox.runner.presence.adapter;

import dev.signalbox.contracts.Topics;
import dev.signalbox.contracts.WireMessage;
import dev.signalbox.contracts.runner.RunnerHeartbeat;
import dev.signalbox.runner.presence.port.RunnerLog;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/** The last word of each runner on {@code signalbox.runners}, keyed by node. */
public final class KafkaRunners implements RunnerLog {
    private static final Logger LOG = Logger.getLogger(KafkaRunners.class);
    private static final String SOURCE = "/agent-runner";

    private final Producer<byte[], byte[]> producer;

    public KafkaRunners(Producer<byte[], byte[]> producer) {
        this.producer = producer;
    }

    @Override
    public void tell(RunnerHeartbeat heartbeat) {
        WireMessage message = WireMessage.write(heartbeat, SOURCE, heartbeat.at());
        ProducerRecord<byte[], byte[]> told =
                new ProducerRecord<>(Topics.RUNNERS, key(heartbeat.node()), message.body());
        message.headers().forEach(told.headers()::add);
        send(told);
    }

    @Override
    public void left(String node) {
        send(new ProducerRecord<>(Topics.RUNNERS, key(node), null));
    }

    private void send(ProducerRecord<byte[], byte[]> told) {
        try {
            producer.send(told, (metadata, failure) -> {
                if (failure != null) {
                    LOG.debugf(failure, "%s was not told that this runner is there", Topics.RUNNERS);
                }
            });
        } catch (KafkaException e) {
            LOG.debugf(e, "%s was not told that this runner is there", Topics.RUNNERS);
        }
    }

    private static byte[] key(String node) {
        return node.getBytes(StandardCharsets.UTF_8);
    }
}
