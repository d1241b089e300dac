package dev.signalbox.admission.agents.adapter;

import dev.signalbox.admission.agents.WorkspaceRegister;
import dev.signalbox.admission.kafka.DeadLetters;
import dev.signalbox.admission.kafka.KafkaClients;
import dev.signalbox.admission.kafka.LogQuestions;
import dev.signalbox.admission.kafka.Records;
import dev.signalbox.admission.kafka.TopicFollower;
import dev.signalbox.contracts.Topics;
import dev.signalbox.contracts.UnreadableMessage;
import dev.signalbox.contracts.WorkspaceId;
import dev.signalbox.contracts.admission.WorkspaceStatusChanged;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Knows from {@code signalbox.workspace-status} what the scheduler says of workspaces as a whole. */
@ApplicationScoped
public class WorkspacesReader {
    private final WorkspaceRegister workspaces;
    private final TopicFollower follower;

    WorkspacesReader(
            WorkspaceRegister workspaces, KafkaClients clients, LogQuestions questions, DeadLetters deadLetters) {
        this.workspaces = workspaces;
        this.follower = new TopicFollower(Topics.WORKSPACE_STATUS, this::take, clients, questions, deadLetters);
    }

    void start(@Observes StartupEvent started) {
        follower.start();
    }

    /** Whether it is known what there is to say of workspaces. */
    public boolean isCurrent() {
        return follower.isCurrent();
    }

    private void take(ConsumerRecord<byte[], byte[]> taken, boolean isNew) throws UnreadableMessage {
        if (taken.value() == null) {
            workspaces.forget(new WorkspaceId(Records.text(taken.key())));
        } else {
            workspaces.changed(Records.read(taken, WorkspaceStatusChanged.class));
        }
    }

    @PreDestroy
    void stop() throws InterruptedException {
        follower.stop();
    }
}
