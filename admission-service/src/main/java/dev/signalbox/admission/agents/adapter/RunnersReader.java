package dev.signalbox.admission.agents.adapter;

import dev.signalbox.admission.agents.RunnerRegister;
import dev.signalbox.admission.kafka.DeadLetters;
import dev.signalbox.admission.kafka.KafkaClients;
import dev.signalbox.admission.kafka.LogQuestions;
import dev.signalbox.admission.kafka.Records;
import dev.signalbox.admission.kafka.TopicFollower;
import dev.signalbox.contracts.Topics;
import dev.signalbox.contracts.UnreadableMessage;
import dev.signalbox.contracts.runner.RunnerHeartbeat;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Knows from {@code signalbox.runners} which runners there are. What is new was said now; what is older, when it was written. */
@ApplicationScoped
public class RunnersReader {
    private final RunnerRegister runners;
    private final Clock clock;
    private final TopicFollower follower;

    RunnersReader(
            RunnerRegister runners,
            KafkaClients clients,
            LogQuestions questions,
            DeadLetters deadLetters,
            Clock clock) {
        this.runners = runners;
        this.clock = clock;
        this.follower = new TopicFollower(Topics.RUNNERS, this::take, clients, questions, deadLetters);
    }

    void start(@Observes StartupEvent started) {
        follower.start();
    }

    /** Whether it is known which runners there are. */
    public boolean isCurrent() {
        return follower.isCurrent();
    }

    private void take(ConsumerRecord<byte[], byte[]> taken, boolean isNew) throws UnreadableMessage {
        if (taken.value() == null) {
            runners.left(Records.text(taken.key()));
            return;
        }
        Instant now = clock.instant();
        Instant written = Instant.ofEpochMilli(taken.timestamp());
        runners.heard(Records.read(taken, RunnerHeartbeat.class), isNew || written.isAfter(now) ? now : written);
    }

    @PreDestroy
    void stop() throws InterruptedException {
        follower.stop();
    }
}
