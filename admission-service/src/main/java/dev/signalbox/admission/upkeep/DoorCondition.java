package dev.signalbox.admission.upkeep;

import java.util.List;

/** Whether the door admits runs, and if not, why. */
public sealed interface DoorCondition {
    /** The leases are true. */
    record Open() implements DoorCondition {}

    /** Nothing is known yet. */
    record Starting() implements DoorCondition {}

    /** Topics are missing that operators, or the standalone stack, create. */
    record TopicsMissing(List<String> topics) implements DoorCondition {
        public TopicsMissing {
            topics = List.copyOf(topics);
        }
    }

    /** Leases and keys are being read from the log. */
    record Rebuilding() implements DoorCondition {}

    record StateDown(String reason) implements DoorCondition {}

    record LogDown(String reason) implements DoorCondition {}

    /** The same in a sentence. */
    default String sentence() {
        return switch (this) {
            case Open open -> "leases are kept";
            case Starting starting -> "starting";
            case TopicsMissing missing -> "waits for the topics " + String.join(", ", missing.topics());
            case Rebuilding rebuilding -> "leases and keys are being rebuilt from the log";
            case StateDown down -> "Redis does not answer: " + down.reason();
            case LogDown down -> "Kafka does not answer: " + down.reason();
        };
    }
}
