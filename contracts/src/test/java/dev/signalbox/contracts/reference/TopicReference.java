package dev.signalbox.contracts.reference;

import dev.signalbox.contracts.MessageCatalogue;
import dev.signalbox.contracts.Topics;
import dev.signalbox.contracts.admission.AdmissionFact;
import dev.signalbox.contracts.admission.RunStatusChanged;
import dev.signalbox.contracts.admission.WorkspaceStatusChanged;
import dev.signalbox.contracts.attempt.Control;
import dev.signalbox.contracts.attempt.Dispatch;
import dev.signalbox.contracts.attempt.Outcome;
import dev.signalbox.contracts.attempt.OutputChunk;
import dev.signalbox.contracts.command.Command;
import dev.signalbox.contracts.event.RunFact;
import dev.signalbox.contracts.runner.RunnerHeartbeat;
import java.util.List;

/**
 * What the reference pages say of a topic.
 *
 * @param address its name; {@code {pool}} stands for the name of a pool
 * @param id its name in the AsyncAPI document
 * @param key what its records are keyed by
 * @param writer the service that writes it
 * @param readers the services that read it
 * @param retention what is kept
 * @param what what is on it
 * @param family the type all its messages have in common
 */
record TopicReference(
        String address,
        String id,
        String key,
        String writer,
        List<String> readers,
        Retention retention,
        String what,
        Class<?> family) {
    enum Retention {
        A_WEEK("7 days"),
        LAST_OF_EACH_KEY("compacted: the last record of each key");

        final String words;

        Retention(String words) {
            this.words = words;
        }
    }

    static final List<TopicReference> ALL = List.of(
            new TopicReference(
                    Topics.COMMANDS,
                    "commands",
                    "workspace",
                    "admission-service",
                    List.of("scheduler-service", "admission-service"),
                    Retention.A_WEEK,
                    "What admission asks of the scheduler.",
                    Command.class),
            new TopicReference(
                    Topics.dispatches("{pool}"),
                    "dispatches",
                    "step",
                    "scheduler-service",
                    List.of("agent-runner"),
                    Retention.A_WEEK,
                    "Attempts that the runners of a pool take; complete in themselves.",
                    Dispatch.class),
            new TopicReference(
                    Topics.CONTROLS,
                    "controls",
                    "run",
                    "scheduler-service",
                    List.of("agent-runner"),
                    Retention.A_WEEK,
                    "What all runners are told; every runner reads all of it.",
                    Control.class),
            new TopicReference(
                    Topics.OUTCOMES,
                    "outcomes",
                    "workspace",
                    "agent-runner",
                    List.of("scheduler-service"),
                    Retention.A_WEEK,
                    "What runners report of attempts.",
                    Outcome.class),
            new TopicReference(
                    Topics.EVENTS,
                    "events",
                    "run",
                    "scheduler-service",
                    List.of("event-log"),
                    Retention.A_WEEK,
                    "The facts, one gap-free sequence per run. The public contract.",
                    RunFact.class),
            new TopicReference(
                    Topics.OUTPUT,
                    "output",
                    "run",
                    "agent-runner",
                    List.of("event-log"),
                    Retention.A_WEEK,
                    "What attempts print, numbered per attempt.",
                    OutputChunk.class),
            new TopicReference(
                    Topics.ADMISSIONS,
                    "admissions",
                    "workspace",
                    "admission-service",
                    List.of("event-log"),
                    Retention.A_WEEK,
                    "Every decision of admission, and every change of its circuit breaker.",
                    AdmissionFact.class),
            new TopicReference(
                    Topics.RUN_STATUS,
                    "runStatus",
                    "run",
                    "scheduler-service",
                    List.of("admission-service"),
                    Retention.LAST_OF_EACH_KEY,
                    "The last status of each run; a null value ends the run's idempotency window.",
                    RunStatusChanged.class),
            new TopicReference(
                    Topics.RUNNERS,
                    "runners",
                    "node",
                    "agent-runner",
                    List.of("admission-service"),
                    Retention.LAST_OF_EACH_KEY,
                    "The last word of each runner; a null value says that it has left.",
                    RunnerHeartbeat.class),
            new TopicReference(
                    Topics.WORKSPACE_STATUS,
                    "workspaceStatus",
                    "workspace",
                    "scheduler-service",
                    List.of("admission-service"),
                    Retention.LAST_OF_EACH_KEY,
                    "What is known of each workspace as a whole; a null value when there is nothing to say of it.",
                    WorkspaceStatusChanged.class));

    List<String> wireNames() {
        return MessageCatalogue.types().stream()
                .filter(family::isAssignableFrom)
                .map(MessageCatalogue::nameOfType)
                .toList();
    }
}
