package dev.signalbox.runner.process;

import dev.signalbox.contracts.AttemptRef;

/** The environment variable by which the processes of an attempt are found again, by this runner or by the next one of its node. */
public final class Marker {
    public static final String VARIABLE = "SIGNALBOX_ATTEMPT_ID";

    private Marker() {}

    /** The value for one attempt. */
    public static String value(String node, AttemptRef attempt) {
        return node + "/" + attempt.run() + "/" + attempt.step() + "/" + attempt.attempt() + "/" + attempt.epoch();
    }

    /** {@code NAME=value} for one attempt. */
    public static String of(String node, AttemptRef attempt) {
        return VARIABLE + "=" + value(node, attempt);
    }

    /** What {@code NAME=value} begins with for every attempt of a node. */
    public static String of(String node) {
        return VARIABLE + "=" + node + "/";
    }
}
