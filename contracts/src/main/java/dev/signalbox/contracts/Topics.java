package dev.signalbox.contracts;

/** The names of the Kafka topics. docs/architecture.md says who writes and who reads each. */
public final class Topics {
    public static final String COMMANDS = "signalbox.commands";
    public static final String OUTCOMES = "signalbox.outcomes";
    public static final String CONTROLS = "signalbox.controls";
    public static final String EVENTS = "signalbox.events";
    public static final String OUTPUT = "signalbox.output";
    public static final String ADMISSIONS = "signalbox.admissions";
    public static final String RUN_STATUS = "signalbox.run-status";
    public static final String RUNNERS = "signalbox.runners";
    public static final String WORKSPACE_STATUS = "signalbox.workspace-status";

    private static final String DISPATCHES = "signalbox.dispatches.";
    private static final String DEAD_LETTER = ".dead-letter";

    private Topics() {}

    /** The topic of the attempts that the runners of a pool take. */
    public static String dispatches(String pool) {
        return DISPATCHES + pool;
    }

    /** Where a record goes that its consumer of {@code topic} cannot read or apply. */
    public static String deadLetter(String topic) {
        return topic + DEAD_LETTER;
    }
}
