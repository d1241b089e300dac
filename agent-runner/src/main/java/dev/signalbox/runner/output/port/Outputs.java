package dev.signalbox.runner.output.port;

import dev.signalbox.contracts.AttemptRef;
import dev.signalbox.runner.attempt.Assignment;
import dev.signalbox.runner.output.OutputCapture;

/** Opens the output of attempts. */
@FunctionalInterface
public interface Outputs {
    /** @param handedOver how many bytes of the end of stdout the steps that need it are given; 0 when nobody does */
    OutputCapture open(AttemptRef attempt, int handedOver);

    /** The output of an attempt, without its secrets. */
    default OutputCapture open(Assignment assignment) {
        return open(assignment.ref(), assignment.start().outputLimit())
                .redactedBy(assignment.secrets().redactor());
    }
}
